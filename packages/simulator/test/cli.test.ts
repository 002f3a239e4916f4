import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import { runCli } from "../src/cli/run.js";
import { DEFAULT_TOKEN } from "../src/index.js";
import { start } from "./client.js";

/** Runs the command in this process; it ends as soon as it has printed something. */
async function run(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  const ended = new AbortController();
  let [out, err] = ["", ""];
  const code = await runCli(argv, {
    out(text) {
      out += text;
      ended.abort();
    },
    err(text) {
      err += text;
    },
    signal: ended.signal,
  });
  return { code, out, err };
}

describe("testio-simulator", () => {
  it("prints where it is and how to use it", async () => {
    const { code, out, err } = await run(
      "--port",
      "0",
      "--tests",
      "20",
      "--token",
      "my-token",
      "--no-quirks",
      "--now",
      "2026-01-01",
    );
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toContain("5 products with 20 tests each, seed 1, plain data");
    expect(out).toMatch(/TESTIO_CUSTOMER_API_BASE_URL=http:\/\/127\.0\.0\.1:\d+\/customer\/v2/);
    expect(out).toContain("TESTIO_CUSTOMER_API_TOKEN=my-token");
  });

  it("prints one line of JSON for scripts", async () => {
    const { out } = await run("--port", "0", "--json");
    expect(out.trimEnd().split("\n")).toHaveLength(1);
    expect(JSON.parse(out)).toEqual({
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/customer\/v2$/),
      token: DEFAULT_TOKEN,
      pid: process.pid,
      bad_records: [],
    });
  });

  it("makes as many tests bad records as asked for, each product in turn, and names them", async () => {
    const args = ["--port", "0", "--products", "2", "--tests", "4", "--bad-records", "3"];
    const { bad_records: bad } = JSON.parse((await run(...args, "--json")).out);
    expect(bad).toHaveLength(3);
    expect(new Set(bad).size).toBe(3);
    expect((await run(...args)).out).toContain(`bad records: ${bad.join(", ")}`);
  });

  it.each([
    [["--bogus"], "Unknown argument: bogus"],
    [["serve"], "Unknown"],
    [["--tests", "many"], "--tests takes a whole number of 0 or more."],
    [["--bugs", "-1"], "--bugs takes a number of 0 or more."],
    [["--port"], "port"],
    [["--now", "someday"], "--now takes a date"],
  ])("refuses %s", async (argv, message) => {
    const { code, out, err } = await run(...argv);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(message);
    expect(err).toContain("testio-simulator --help");
  });

  it("explains itself", async () => {
    const { code, out } = await run("--help");
    expect(code).toBe(0);
    for (const option of [
      "--port",
      "--seed",
      "--products",
      "--tests",
      "--bugs",
      "--latency",
      "--bad-records",
      "--quirks",
      "--token",
      "--json",
    ]) {
      expect(out).toContain(option);
    }
  });

  it("says when it cannot start", async () => {
    const simulator = await start();
    const taken = await run("--port", String(simulator.port));
    expect(taken.code).toBe(1);
    expect(taken.err).toBe(
      `Port ${simulator.port} is already in use. Choose another with --port, or --port 0 for any free one.\n`,
    );
    expect((await run("--host", "203.0.113.1", "--port", "0")).err).toContain(
      "This machine has no address 203.0.113.1.",
    );
    expect((await run("--port", "70000")).err).toContain("The simulator could not start");
  });

  it("runs as a program until Ctrl-C", async () => {
    const { child, answer, get } = await launch();
    expect(answer.pid).toBe(child.pid);
    const response = await get("/products");
    expect(response.status).toBe(200);
    await response.text();
    const exit = once(child, "exit");
    child.kill("SIGINT");
    expect(await exit).toEqual([0, null]);
  });

  it("answers others while a list without end is under way", async () => {
    const { get } = await launch("--tests", "20000");
    const client = new AbortController();
    let isWhole = false;
    const long = await get("/bugs", client.signal);
    const reading = long.text().then(() => {
      isWhole = true;
    });
    const stopped = expect(reading).rejects.toThrow("abort");
    await (await get("/products/25001")).text();
    expect(isWhole).toBe(false);
    client.abort();
    await stopped;
  });
});

/** The built program in a process of its own, which ends with the test. */
async function launch(...argv: string[]) {
  const program = fileURLToPath(new URL("../bin/testio-simulator.js", import.meta.url));
  const built = fileURLToPath(new URL("../dist/cli.js", import.meta.url));
  expect(existsSync(built), "build the package first: pnpm build").toBe(true);
  const child = spawn(process.execPath, [program, "--port", "0", "--json", ...argv], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  const [line] = (await once(createInterface(child.stdout), "line")) as [string];
  const answer = JSON.parse(line) as { url: string; token: string; pid: number };
  const get = (path: string, signal?: AbortSignal) =>
    fetch(answer.url + path, { headers: { authorization: `Token ${answer.token}` }, ...(signal && { signal }) });
  return { child, answer, get };
}
