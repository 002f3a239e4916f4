import { request as nodeRequest } from "node:http";
import { PassThrough } from "node:stream";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import type { Settings } from "@testio/config";
import { onTestFinished } from "vitest";
import { runHttpServer } from "../../src/http/run-http.js";

export interface HttpServer {
  url: string;
  /** Everything logged so far. */
  log(): string;
  /** Ends it; the exit code. */
  stop(): Promise<number>;
  /** Asks it, with the token if it has one. */
  get(path: string, init?: RequestInit): Promise<Answer>;
  /** An MCP client of its own session. */
  connect(): Promise<Client>;
}

interface Answer {
  status: number;
  headers: Headers;
  body: unknown;
}

/** An HTTP server in this process on a port of its own, ended with the test. */
export async function serveHttp(settings: Settings): Promise<HttpServer> {
  const stderr = new PassThrough();
  let logged = "";
  stderr.on("data", (chunk) => {
    logged += String(chunk);
  });
  const stopping = new AbortController();
  const listening = Promise.withResolvers<string>();
  const exit = runHttpServer({
    settings: { ...settings, transport: "http", httpPort: 0 },
    stderr,
    signal: stopping.signal,
    onListening: listening.resolve,
  });
  exit.catch(listening.reject);
  const url = await listening.promise;
  const stop = () => {
    stopping.abort();
    return exit;
  };
  onTestFinished(async () => {
    await stop();
  });
  const authorization = settings.httpToken === null ? {} : { authorization: `Bearer ${settings.httpToken}` };
  return {
    url,
    log: () => logged,
    stop,
    async get(path, init = {}) {
      const headers = { ...authorization, ...(init.headers as Record<string, string> | undefined) };
      const response = await fetch(new URL(path, url), { ...init, headers });
      const text = await response.text();
      const json = response.headers.get("content-type")?.includes("json") === true;
      return { status: response.status, headers: response.headers, body: json ? JSON.parse(text) : text };
    },
    async connect() {
      const client = new Client({ name: "test", version: "1" });
      const transport = new StreamableHTTPClientTransport(new URL("/mcp", url), {
        requestInit: { headers: authorization },
      });
      // The SDK declares its own transports more loosely than the interface they implement.
      await client.connect(transport as Parameters<Client["connect"]>[0]);
      onTestFinished(() => client.close());
      await client.listTools();
      return client;
    },
  };
}

/** A GET with headers that `fetch` does not let anybody set, such as `Host`. */
export function rawGet(url: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = nodeRequest(url, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    request.on("error", reject);
    request.end();
  });
}

export function postJson(value: unknown): RequestInit {
  return { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(value) };
}
