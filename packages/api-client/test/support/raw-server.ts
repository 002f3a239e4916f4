import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface RawServer {
  url: string;
  requests: { method: string; url: string; headers: IncomingMessage["headers"] }[];
  /** Distinct connections that carried a request. */
  connections: number;
  [Symbol.asyncDispose](): Promise<void>;
}

/** A server for answers no TestIO simulator would give. Ends itself with `await using`. */
export async function rawServer(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<RawServer> {
  const requests: RawServer["requests"] = [];
  const sockets = new Set<unknown>();
  const server = createServer((request, response) => {
    sockets.add(request.socket);
    requests.push({ method: request.method ?? "", url: request.url ?? "", headers: request.headers });
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/customer/v2`,
    requests,
    get connections() {
      return sockets.size;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A server that answers everything with this JSON. */
export function jsonServer(json: unknown): Promise<RawServer> {
  return rawServer((_request, response) => {
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(json));
  });
}
