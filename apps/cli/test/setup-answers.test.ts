import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runAtKeyboard } from "./support/keyboard.js";
import { Newcomer } from "./support/newcomer.js";
import { BACKSPACE, DOWN, ENTER, erased, QUESTIONS, SPACE, spelledOut } from "./support/setup-questions.js";

function answered(bench: Newcomer, argv: readonly string[], answers: Parameters<typeof spelledOut>[0]) {
  return runAtKeyboard(bench, argv, spelledOut(answers));
}

describe("the wizard", () => {
  it("asks again for a token that is refused, and says when nobody answers", async () => {
    const bench = new Newcomer();
    const { token } = await bench.arrive();
    const { code } = await answered(
      bench,
      ["setup"],
      [
        ["address", ENTER],
        ["https://YOUR-SUBDOMAIN.test.io/api_integrations"],
        ["token", "t0ken-of-nobody-1234567890", ENTER],
        ["TestIO refused the token (401)."],
        ["What now?", ENTER],
        ["token", token, ENTER],
        ["accepts the token"],
        ["customer", ENTER],
        ["products", ENTER],
        ["interval", ENTER],
        ["assistants", ENTER],
        ["sync", "n"],
        ["summary", ENTER],
      ],
    );
    expect(code).toBe(0);
    expect(bench.saved()).toContain(token);
  });

  it("can keep a token that nobody could check, and change the address", async () => {
    const bench = new Newcomer();
    const simulator = await bench.arrive();
    const url = bench.env.TESTIO_CUSTOMER_API_BASE_URL ?? "";
    bench.env.TESTIO_CUSTOMER_API_BASE_URL = "http://127.0.0.1:9/v2";
    const { code } = await answered(
      bench,
      ["setup", "--no-sync", "--subdomain", "acme"],
      [
        ["token", simulator.token, ENTER],
        ["could not be reached"],
        ["What now?", DOWN, DOWN, ENTER],
        ["Address of the API", erased("http://127.0.0.1:9/v2"), `${url}/nowhere`, ENTER],
        ["Check the base URL"],
        ["What now?", DOWN, DOWN, DOWN, ENTER],
        ["customer", ENTER],
        ["Ids of the products", "25001,x", ENTER],
        ["It must be ids", BACKSPACE, "2", ENTER],
        ["interval", ENTER],
        ["assistants", ENTER],
        ["(not checked)"],
        ["summary", ENTER],
      ],
    );
    expect(code).toBe(0);
    expect(bench.saved()).toContain(`TESTIO_CUSTOMER_API_BASE_URL=${url}/nowhere\n`);
    expect(bench.saved()).toContain("TESTIO_PRODUCT_IDS=25001,2\n");
  });

  it("refuses answers that cannot be right, and leaves out a client whose file is broken", async () => {
    const bench = new Newcomer();
    const { token } = await bench.arrive();
    bench.write(".claude.json", "{ nonsense");
    const { code } = await answered(
      bench,
      ["setup"],
      [
        ["address", "not an address", ENTER],
        ["That is no address such as acme.test.io.", erased("not an address"), ENTER],
        ["token", "Token abc", ENTER],
        ["It must be the token alone", token, ENTER],
        ["customer", "0x", ENTER],
        ["It must be a whole number", BACKSPACE, BACKSPACE, ENTER],
        ["products", ENTER],
        ["interval", ENTER],
        ["assistants", DOWN, SPACE, ENTER],
        ["is not valid JSON"],
        ["sync", "n"],
        ["summary", ENTER],
      ],
    );
    expect(code).toBe(0);
    expect(readFileSync(join(bench.homeDir, ".claude.json"), "utf8")).toBe("{ nonsense");
    expect(bench.home()).toEqual([".claude.json", ".testio-mcp.env"]);
  });

  it("asks nothing that flags answer, and changes nothing when it is cancelled", async () => {
    const bench = new Newcomer();
    await bench.arrive();
    const argv =
      "setup --token-env MY_TOKEN --subdomain acme --customer-id 2 --products shop --refresh-interval 60".split(" ");
    const { code, stderr } = await answered(
      bench,
      [...argv, "--connect", "vscode", "--sync"],
      [["Lumen Home Web Shop"], ["summary", DOWN, DOWN, ENTER]],
    );
    expect(code).toBe(1);
    for (const question of [QUESTIONS.customer, QUESTIONS.products, QUESTIONS.sync])
      expect(stderr).not.toContain(question);
    expect(stderr).toContain("Error: Nothing was saved.");
    expect(bench.home()).toEqual([]);
  });

  it("asks the questions that are wrongly answered again, and lets each answer be changed", async () => {
    const bench = new Newcomer();
    const { token } = await bench.arrive({ products: 15 });
    const { code, stdout } = await answered(
      bench,
      ["setup", "--subdomain", "acme", "--token-env", "MY_TOKEN", "--customer-id", "1", "--no-sync", "--json"],
      [
        ["can see 15 products"],
        ["products", "Lumen", DOWN, SPACE, ENTER],
        ["interval", ENTER],
        ["assistants", SPACE, DOWN, DOWN, DOWN, SPACE, ENTER],
        ["Assistants        Claude Desktop and VS Code"],
        ["summary", DOWN, ENTER],
        ["Which one?", DOWN, DOWN, DOWN, DOWN, DOWN, DOWN, ENTER],
        ["sync", "n"],
        ["summary", DOWN, ENTER],
        ["Which one?", DOWN, DOWN, DOWN, DOWN, DOWN, ENTER],
        ["assistants", SPACE, ENTER],
        ["Assistants        VS Code"],
        ["summary", ENTER],
      ],
    );
    expect(code).toBe(0);
    const outcome = JSON.parse(stdout);
    expect(outcome).toMatchObject({
      status: "success",
      clients: [{ client: "vscode", state: "connected" }],
      sync: null,
    });
    expect(outcome.settings.product_ids).toHaveLength(1);
    expect(bench.saved()).toContain(token);
    expect(bench.home()).toEqual([".config", ".testio-mcp.env"]);
  });

  it("leaves, with JSON that says so", async () => {
    const bench = new Newcomer();
    const { code, stdout } = await answered(bench, ["setup", "--json"], [["address", "\u0003"]]);
    expect(code).toBe(130);
    expect(JSON.parse(stdout)).toEqual({ status: "cancelled", warnings: [], errors: [] });
    expect(bench.home()).toEqual([]);
  });
});
