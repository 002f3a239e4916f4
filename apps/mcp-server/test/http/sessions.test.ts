import { PassThrough } from "node:stream";
import { describe, expect, it, onTestFinished } from "vitest";
import { createContext } from "../../src/context/server-context.js";
import { createLogger } from "../../src/logging/logger.js";
import { type McpSessionOptions, type McpSessions, mcpSessions } from "../../src/protocol/mcp-sessions.js";
import { serveHttp } from "../support/http.js";
import { settingsFor, simulator } from "../support/settings.js";

const HEADERS = { "content-type": "application/json", accept: "application/json, text/event-stream" };
const INITIALIZE = {
  jsonrpc: "2.0",
  id: 1,
  method: "initialize",
  params: { protocolVersion: "2025-11-25", capabilities: {}, clientInfo: { name: "test", version: "1" } },
};

async function sessionsWith(options: McpSessionOptions): Promise<McpSessions> {
  const settings = await settingsFor(null);
  const context = createContext({ settings, log: createLogger(settings, new PassThrough()) });
  const sessions = mcpSessions(context, options);
  onTestFinished(async () => {
    await sessions.close();
    await context.close();
  });
  return sessions;
}

function post(message: object, session?: string): Request {
  const headers = session === undefined ? HEADERS : { ...HEADERS, "mcp-session-id": session };
  return new Request("http://127.0.0.1/mcp", { method: "POST", headers, body: JSON.stringify(message) });
}

/** The id of a new session, once the answer has been read. */
async function begin(sessions: McpSessions): Promise<string> {
  const response = await sessions.handle(post(INITIALIZE));
  await response.text();
  return response.headers.get("mcp-session-id") ?? "";
}

const PING = { jsonrpc: "2.0", id: 2, method: "ping" };

async function ping(sessions: McpSessions, session: string): Promise<number> {
  const response = await sessions.handle(post(PING, session));
  await response.text();
  return response.status;
}

describe("MCP sessions", () => {
  it("expire when nobody uses them, and say so", async () => {
    const sessions = await sessionsWith({ idleMs: 0 });
    const id = await begin(sessions);
    expect(await ping(sessions, id)).toBe(200);
    await sessions.expire();
    expect(sessions.count()).toBe(0);
    const gone = await sessions.handle(post(PING, id));
    expect(gone.status).toBe(404);
    expect(await gone.json()).toMatchObject({
      error: { message: "There is no such session, or it has expired: connect again." },
    });
  });

  it("stay while they are used", async () => {
    const sessions = await sessionsWith({ idleMs: 0 });
    const listening = await begin(sessions);
    const headers = { accept: "text/event-stream", "mcp-session-id": listening };
    const stream = await sessions.handle(new Request("http://127.0.0.1/mcp", { headers }));
    expect(stream.status).toBe(200);
    await sessions.expire();
    expect(await ping(sessions, listening)).toBe(200);
    await stream.body?.cancel();
    await sessions.expire();
    expect(sessions.count()).toBe(0);
  });

  it("make room for a new one, the one unused for longest first", async () => {
    const sessions = await sessionsWith({ most: 2 });
    const [first, second] = [await begin(sessions), await begin(sessions)];
    await ping(sessions, first);
    const third = await begin(sessions);
    expect(await ping(sessions, second)).toBe(404);
    expect(await ping(sessions, first)).toBe(200);
    expect(await ping(sessions, third)).toBe(200);
  });

  it("end when the client says so", async () => {
    const sessions = await sessionsWith({});
    const id = await begin(sessions);
    const request = new Request("http://127.0.0.1/mcp", { method: "DELETE", headers: { "mcp-session-id": id } });
    expect((await sessions.handle(request)).status).toBe(200);
    expect(await ping(sessions, id)).toBe(404);
  });

  it("are not made of requests that do not begin one", async () => {
    const sessions = await sessionsWith({});
    const response = await sessions.handle(post(PING));
    expect(response.status).toBe(400);
    expect(sessions.count()).toBe(0);
  });

  it("share the database, the API client and the metrics", async () => {
    const { connect } = await serveHttp(await settingsFor(await simulator()));
    const [one, two] = [await connect(), await connect()];
    await one.callTool({ name: "sync_data" });
    const { structuredContent } = await two.callTool({ name: "list_products" });
    expect(structuredContent).toMatchObject({ products: [{ test_count: 5 }, { test_count: 5 }] });
  });
});
