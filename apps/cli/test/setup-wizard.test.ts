import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Newcomer } from "./support/newcomer.js";
import { openTerminal, type TerminalSession } from "./support/pseudo-terminal.js";
import { BACKSPACE, DOWN, ENTER, type Question, SPACE, spelledOut } from "./support/setup-questions.js";

const [ESCAPE, CTRL_C, CTRL_D] = ["\u001b", "\u0003", "\u0004"];

/** Each question, and the flag that would have answered it. */
const LEAVING: readonly (readonly [question: Question, flag: string | null])[] = [
  ["address", "--subdomain acme"],
  ["token", "--token-env MY_TOKEN"],
  ["customer", "--customer-id 2"],
  ["products", "--products all"],
  ["interval", "--refresh-interval 60"],
  ["assistants", "--connect cursor"],
  ["sync", "--no-sync"],
  ["summary", null],
];
const KEYS = [CTRL_C, CTRL_D, ESCAPE];

/** Answers one question after the other, each as soon as it is there. */
async function converse({ next, type }: TerminalSession, answers: Parameters<typeof spelledOut>[0]): Promise<void> {
  for (const [question, ...keys] of spelledOut(answers)) {
    await next(question);
    // The cursor is hidden when the question is drawn and its keys are listened for.
    for (const key of keys) type(key);
  }
}

describe("the wizard on a terminal", () => {
  it("asks for everything, shows it, saves it, connects and syncs", async () => {
    const bench = new Newcomer();
    const { token } = await bench.arrive();
    const terminal = openTerminal(bench, ["setup"], 120);
    await converse(terminal, [
      ["address", "https://acme.test.io/products/1", ENTER],
      ["https://acme.test.io/api_integrations"],
      ["token", token, ENTER],
      ["can see 3 products"],
      ["customer", ENTER],
      ["products", SPACE, DOWN, DOWN, SPACE, ENTER],
      ["interval", BACKSPACE, BACKSPACE, BACKSPACE, "300", ENTER],
      ["assistants", DOWN, DOWN, SPACE, ENTER],
      ["sync", ENTER],
      ["acme.test.io  "],
      ["Lumen Home Web Shop and Wayfare Booking"],
      ["every 300 seconds"],
      ["~/.cursor/mcp.json (new)"],
      ["summary", ENTER],
    ]);
    const { code, written } = await terminal.finished;
    expect(code).toBe(0);
    expect(bench.saved()).toContain("TESTIO_CUSTOMER_NAME=acme\n");
    expect(bench.saved()).toContain("TESTIO_PRODUCT_IDS=25001,25003\n");
    expect(bench.saved()).toContain("TESTIO_REFRESH_INTERVAL_SECONDS=300\n");
    expect(written).toContain("100 %");
    expect(written).toContain("Sync completed");
    const cursor = JSON.parse(readFileSync(join(bench.homeDir, ".cursor/mcp.json"), "utf8"));
    expect(Object.keys(cursor.mcpServers)).toEqual(["testio"]);
  });

  it("starts from what was set, when it is run again, and lets people go back to an answer", async () => {
    const bench = new Newcomer();
    const { token } = await bench.arrive();
    bench.write(
      ".testio-mcp.env",
      `LOG_LEVEL=debug\nTESTIO_CUSTOMER_NAME=acme\nTESTIO_CUSTOMER_API_TOKEN=${token}\nTESTIO_CUSTOMER_ID=4\nTESTIO_PRODUCT_IDS=25002,9\n`,
    );
    const terminal = openTerminal(bench, ["setup"], 120);
    await converse(terminal, [
      ["address", ENTER],
      ["empty = keep ••••••••"],
      [token.slice(-4), ENTER],
      ["customer", ENTER],
      ["cannot see 9"],
      ["products", ENTER],
      ["interval", ENTER],
      ["assistants", ENTER],
      ["sync", DOWN, ENTER],
      ["summary", DOWN, ENTER],
      ["Which one?", DOWN, DOWN, ENTER],
      ["customer", BACKSPACE, "8", ENTER],
      ["Customer id       8"],
      ["summary", ENTER],
    ]);
    expect((await terminal.finished).code).toBe(0);
    expect(bench.saved()).toMatch(/^LOG_LEVEL=debug\nTESTIO_CUSTOMER_NAME=acme\nTESTIO_CUSTOMER_API_TOKEN=/);
    expect(bench.saved()).toContain("TESTIO_CUSTOMER_ID=8\nTESTIO_PRODUCT_IDS=25002\n");
    expect(bench.home().filter((name) => name.includes("backup"))).toHaveLength(1);
  });

  it.each(
    LEAVING.flatMap(([question, flag]) => KEYS.map((key) => [question, key, flag] as const)).filter(
      ([question, key]) => key === CTRL_C || ["token", "products", "summary"].includes(question),
    ),
  )("at %s, %j leaves with 130, and nothing is changed", async (question, key, own) => {
    const bench = new Newcomer();
    await bench.arrive();
    const others = LEAVING.flatMap(([, flag]) => (flag === null || flag === own ? [] : flag.split(" ")));
    const terminal = openTerminal(bench, ["setup", "--no-check", ...others], 120);
    await converse(terminal, [[question === "products" ? "Ids of the products" : question, key]]);
    const { code, written } = await terminal.finished;
    expect(code).toBe(130);
    expect(written).toContain("Nothing was changed.\r\n");
    expect(written.lastIndexOf("\u001b[?25h")).toBeGreaterThan(written.lastIndexOf("\u001b[?25l"));
    expect(bench.home()).toEqual([]);
  });
});
