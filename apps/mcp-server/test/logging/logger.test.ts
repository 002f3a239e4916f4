import { readFile, stat, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { describe, expect, it, vi } from "vitest";
import { createLogger } from "../../src/logging/logger.js";
import { temporaryDirectory } from "../support/settings.js";

const TOKEN = "a-token-that-nobody-should-ever-see-anywhere";

function collected() {
  const stream = new PassThrough();
  const chunks: string[] = [];
  stream.on("data", (chunk) => chunks.push(String(chunk)));
  return { stream, text: () => chunks.join("") };
}

describe("the log", () => {
  it("is JSON lines, at the level asked for, without the token", () => {
    const { stream, text } = collected();
    const log = createLogger(
      { logLevel: "info", logFormat: "json", logFile: null, apiToken: TOKEN, httpToken: null },
      stream,
    );
    log.debug({}, "hidden");
    log.info({ header: `Token ${TOKEN}` }, "shown");
    expect(JSON.parse(text())).toMatchObject({ msg: "shown", header: "Token [token]" });
  });

  it("is readable lines when asked for", () => {
    const { stream, text } = collected();
    const log = createLogger(
      { logLevel: "debug", logFormat: "text", logFile: null, apiToken: null, httpToken: null },
      stream,
    );
    log.warn({ page: 3 }, "slow");
    log.debug({}, "detail");
    expect(text()).toMatch(/^\S+Z WARN slow \{"page":3\}\n\S+Z DEBUG detail\n$/);
  });

  it("also goes to a file that only its owner can read", async () => {
    const path = join(await temporaryDirectory(), "logs", "server.log");
    const { stream } = collected();
    const log = createLogger(
      { logLevel: "info", logFormat: "json", logFile: path, apiToken: null, httpToken: null },
      stream,
    );
    log.info({}, "kept");
    await vi.waitFor(async () => expect(await readFile(path, "utf8")).toContain("kept"));
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it("sets a large file aside", async () => {
    const path = join(await temporaryDirectory(), "server.log");
    await writeFile(path, "");
    await truncate(path, 11 * 1024 * 1024);
    const { stream } = collected();
    createLogger({ logLevel: "info", logFormat: "json", logFile: path, apiToken: null, httpToken: null }, stream).info(
      {},
      "new",
    );
    await vi.waitFor(async () => expect(await readFile(path, "utf8")).toContain("new"));
    expect((await stat(`${path}.1`)).size).toBe(11 * 1024 * 1024);
  });

  it("does without a file that cannot be written, and says so", async () => {
    const directory = await temporaryDirectory();
    await writeFile(join(directory, "file"), "");
    const { stream, text } = collected();
    const path = join(directory, "file", "server.log");
    const log = createLogger(
      { logLevel: "info", logFormat: "json", logFile: path, apiToken: null, httpToken: null },
      stream,
    );
    log.info({}, "still here");
    expect(text()).toContain("log file cannot be written");
    expect(text()).toContain("still here");
  });

  it("survives a client that closed its end of the error output", () => {
    const { stream } = collected();
    const log = createLogger(
      { logLevel: "info", logFormat: "json", logFile: null, apiToken: null, httpToken: null },
      stream,
    );
    stream.emit("error", new Error("EPIPE"));
    expect(() => log.info({}, "on")).not.toThrow();
  });
});
