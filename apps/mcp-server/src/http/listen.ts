import type { Server } from "node:http";
import { createAdaptorServer } from "@hono/node-server";
import type { Hono } from "hono";
import { ListenError } from "./listen-error.js";

const LIMITS = { maxHeaderSize: 16 * 1024, headersTimeout: 15_000, requestTimeout: 30_000, keepAliveTimeout: 5_000 };

/** A socket that answers. */
export interface Listening {
  /** `http://127.0.0.1:8080` */
  url: string;
  /** Takes no new requests; resolves when those under way were answered. */
  close(): Promise<void>;
  /** Ends the connections that are left. */
  abandon(): void;
}

/** @throws ListenError when the address cannot be had. */
export async function listen(app: Hono, host: string, port: number): Promise<Listening> {
  const server = createAdaptorServer({ fetch: app.fetch, serverOptions: LIMITS }) as Server;
  const hostname = host.replace(/^\[(.*)\]$/, "$1");
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(new ListenError(host, port, error.code ?? "")));
    server.listen(port, hostname, resolve);
  });
  const address = server.address();
  const actualPort = typeof address === "object" && address !== null ? address.port : port;
  return {
    url: `http://${hostname.includes(":") ? `[${hostname}]` : hostname}:${actualPort}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        server.closeIdleConnections();
      }),
    abandon: () => server.closeAllConnections(),
  };
}
