import { PassThrough } from "node:stream";
import type { Settings } from "@testio/config";
import { openStore } from "@testio/store";
import { describe, expect, it, vi } from "vitest";
import { runStdioServer } from "../../src/protocol/run-stdio.js";
import { settingsFor, simulator } from "../support/settings.js";

interface Message {
  id?: number;
  method?: string;
  result?: { isError?: boolean; structuredContent?: Record<string, unknown> };
}

/** A server on streams of this process. `messages` fails on anything that is not protocol. */
function start(settings: Settings) {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const stop = new AbortController();
  let written = "";
  let logged = "";
  stdout.on("data", (chunk) => {
    written += String(chunk);
  });
  stderr.on("data", (chunk) => {
    logged += String(chunk);
  });
  const exit = runStdioServer({ settings, stdin, stdout, stderr, signal: stop.signal });
  const messages = () =>
    written
      .split("\n")
      .filter((line) => line !== "")
      .map((line): Message => JSON.parse(line));
  return {
    stdin,
    stdout,
    stop,
    exit,
    messages,
    log: () => logged,
    send: (message: object) => stdin.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`),
    answer: (id: number) =>
      vi.waitFor(() => expect(messages().find((message) => message.id === id)).toBeDefined(), 20_000),
  };
}

const initialize = {
  id: 1,
  method: "initialize",
  params: { protocolVersion: "2025-06-18", capabilities: {}, clientInfo: { name: "test", version: "1" } },
};
const toolCall = (id: number, name: string, args: object = {}) => ({
  id,
  method: "tools/call",
  params: { name, arguments: args },
});

describe("runStdioServer", () => {
  it("answers everything that came before the end of its input, then ends", async () => {
    const server = start(await settingsFor(null));
    server.send(initialize);
    server.send({ id: 2, method: "tools/list" });
    server.send(toolCall(3, "get_database_stats"));
    server.stdin.end();
    expect(await server.exit).toBe(0);
    expect(server.messages().map(({ id }) => id)).toEqual([1, 2, 3]);
    expect(server.messages()[2]?.result).toMatchObject({ structuredContent: { total_tests: 0 } });
  });

  it("opens no database for initialize and tools/list", async () => {
    const settings = await settingsFor(null);
    const server = start({ ...settings, dbPath: "/proc/nowhere/cache.db" });
    server.send(initialize);
    server.send({ id: 2, method: "tools/list" });
    await server.answer(2);
    server.stdin.end();
    expect(await server.exit).toBe(0);
    expect(server.log()).not.toMatch(/"level":(40|50)/);
  });

  it("stops a running sync when told to, records it, and closes the database", async () => {
    const api = await simulator();
    api.faults.add({ match: ({ path }) => path.endsWith("/exploratory_tests"), fault: { kind: "hang" } });
    const settings = await settingsFor(api);
    const server = start(settings);
    api.onRequest(({ path }) => {
      if (path.endsWith("/exploratory_tests")) server.stop.abort();
    });
    server.send(initialize);
    server.send(toolCall(2, "sync_data"));
    expect(await server.exit).toBe(0);
    expect(server.messages().at(-1)).toMatchObject({
      id: 2,
      result: { isError: true, structuredContent: { status: "cancelled" } },
    });

    const store = await openStore({ path: settings.dbPath, customerId: settings.customerId });
    const [event] = await store.listSyncEvents(1);
    await store.close();
    expect(event).toMatchObject({ status: "cancelled", trigger: "mcp" });
  });

  it("lists its tools before the background sync asks TestIO anything", async () => {
    const api = await simulator();
    const server = start({ ...(await settingsFor(api)), refreshIntervalSeconds: 900 });
    const answeredBefore = new Promise<(number | undefined)[]>((resolve) => {
      api.onRequest(() => resolve(server.messages().map(({ id }) => id)));
    });
    server.send(initialize);
    server.send({ id: 2, method: "tools/list" });
    expect(await answeredBefore).toEqual([1, 2]);
    server.stdin.end();
    expect(await server.exit).toBe(0);
  });

  it("syncs in the background for a client that never asks for the tools, too", async () => {
    const api = await simulator();
    const server = start({ ...(await settingsFor(api)), refreshIntervalSeconds: 900 });
    await vi.waitFor(() => expect(server.log()).toContain("Background sync"), 20_000);
    server.stdin.end();
    expect(await server.exit).toBe(0);
  });

  it("stops a background sync when it ends, and records it", async () => {
    const api = await simulator();
    api.faults.add({ match: ({ path }) => path.endsWith("/exploratory_tests"), fault: { kind: "hang" } });
    const settings = { ...(await settingsFor(api)), refreshIntervalSeconds: 900 };
    const server = start(settings);
    api.onRequest(({ path }) => {
      if (path.endsWith("/exploratory_tests")) server.stdin.end();
    });
    server.send(initialize);
    server.send({ id: 2, method: "tools/list" });
    expect(await server.exit).toBe(0);

    const store = await openStore({ path: settings.dbPath, customerId: settings.customerId });
    const [event] = await store.listSyncEvents(1);
    await store.close();
    expect(event).toMatchObject({ status: "cancelled", trigger: "startup" });
  });

  it("ends when the client stops reading", async () => {
    const server = start(await settingsFor(null));
    server.send(initialize);
    await server.answer(1);
    server.stdout.destroy(Object.assign(new Error("write EPIPE"), { code: "EPIPE" }));
    expect(await server.exit).toBe(0);
    expect(server.log()).toContain("no longer reads");
  });

  it("ends at once when it is told to before it starts", async () => {
    const settings = await settingsFor(null);
    const streams = { stdin: new PassThrough(), stdout: new PassThrough(), stderr: new PassThrough() };
    expect(await runStdioServer({ ...streams, settings, signal: AbortSignal.abort() })).toBe(0);
  });

  it("gives up after the grace period and says so with its exit code", async () => {
    const api = await simulator();
    const settings = { ...(await settingsFor(api)), shutdownGracePeriodSeconds: 0.2 };
    const server = start(settings);
    // Nobody reads: what is written never leaves the stream.
    server.stdout.pause();
    server.stdout.write(Buffer.alloc(100_000));
    server.stdin.end();
    expect(await server.exit).toBe(1);
    expect(server.log()).toContain("SHUTDOWN_GRACE_PERIOD_SECONDS");
  });
});
