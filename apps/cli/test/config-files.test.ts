import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { defaultLaunch, planClient } from "../src/connect/connection.js";
import { readConfigFile } from "../src/files/read-config-file.js";
import { isBackupOf, replaceConfigFile } from "../src/files/replace-config-file.js";
import type { Io } from "../src/io.js";
import { carryOut } from "../src/setup/carry-out.js";
import { setupExitCode } from "../src/setup/outcome-text.js";
import { answersSoFar, readSettingsFile } from "../src/setup/settings-file.js";
import { withSize } from "../src/terminal/with-size.js";
import { Newcomer } from "./support/newcomer.js";
import { textStream } from "./support/text-stream.js";
import { NOW } from "./support/workbench.js";

describe("replaceConfigFile", () => {
  it("writes nothing over what another program wrote meanwhile", async () => {
    const bench = new Newcomer();
    const path = bench.write("a.json", "one");
    const found = await readConfigFile(path);
    writeFileSync(path, "two");
    await expect(replaceConfigFile({ path, found, content: "three", now: NOW })).rejects.toThrow(
      `${path} was changed by another program meanwhile. Nothing was written; try again.`,
    );
    await expect(replaceConfigFile({ path, found: null, content: "three", now: NOW })).rejects.toThrow("meanwhile");
    expect(readFileSync(path, "utf8")).toBe("two");
    expect(bench.home()).toEqual(["a.json"]);
  });

  it("keeps a copy of each, also within one second, and leaves nothing else behind", async () => {
    const bench = new Newcomer();
    const path = bench.write("a.json", "one");
    chmodSync(path, 0o664);
    const copies: (string | null)[] = [];
    for (const content of ["two", "three"]) {
      copies.push(await replaceConfigFile({ path, found: await readConfigFile(path), content, now: NOW }));
    }
    expect(copies).toEqual([`${path}.backup-20260630T120000Z`, `${path}.backup-20260630T120000Z-2`]);
    expect(copies.map((copy) => readFileSync(copy ?? "", "utf8"))).toEqual(["one", "two"]);
    expect(statSync(path).mode & 0o777).toBe(0o664);
    expect(readdirSync(bench.homeDir).filter((name) => !isBackupOf(name, path))).toEqual(["a.json"]);
  });

  it("says why nothing could be written", async () => {
    const bench = new Newcomer();
    bench.write("file", "");
    const path = join(bench.homeDir, "file", "a.json");
    await expect(replaceConfigFile({ path, found: null, content: "x", now: NOW })).rejects.toThrow(
      `${path} cannot be written: a part of its path is no directory.`,
    );
  });
});

it("setup goes on with the other clients when the file of one changed meanwhile, and says so with exit code 3", async () => {
  const bench = new Newcomer();
  const io: Io = {
    stdin: process.stdin,
    stdout: textStream().stream,
    stderr: textStream().stream,
    env: {},
    homeDir: bench.homeDir,
    cwd: bench.cwd,
    signal: new AbortController().signal,
    now: () => NOW,
  };
  const file = await readSettingsFile(undefined, io);
  const launch = defaultLaunch(io, {});
  const cursor = { name: "cursor", change: await planClient({ name: "cursor", launch }, io) } as const;
  const vscode = { name: "vscode", change: await planClient({ name: "vscode", launch }, io) } as const;
  bench.write(".cursor/mcp.json", "{}");
  const plan = { file, answers: answersSoFar(file, {}), clients: [cursor, vscode], sync: false };
  const outcome = await carryOut(plan, { envFile: undefined, json: true, onStep: () => undefined }, io);
  expect(outcome.problems).toEqual([
    { kind: "ConfigFileError", message: expect.stringContaining("was changed by another program meanwhile") },
  ]);
  expect(outcome.clients.map(({ client }) => client)).toEqual(["vscode"]);
  expect(setupExitCode(outcome)).toBe(3);
  expect(readFileSync(join(bench.homeDir, ".cursor/mcp.json"), "utf8")).toBe("{}");
});

it("a terminal that does not know its size gets a usual one, any other its own", () => {
  const { stream, text } = textStream({ isTTY: true });
  const unknown = withSize(Object.assign(stream, { columns: 120, rows: 0 }));
  expect([unknown.columns, unknown.rows]).toEqual([120, 24]);
  unknown.write("hello");
  expect(text()).toBe("hello");
  const known = Object.assign(textStream().stream, { columns: 40, rows: 10 });
  expect(withSize(known)).toBe(known);
});
