/**
 * Syncs when something else says so: a webhook, a pipeline, a button. `POST /sync` syncs and answers what was done; Ctrl-C
 * (or SIGTERM) ends a sync under way within one request, and keeps what it has stored.
 *
 *   node dist/sync-on-request.js 8080
 *   curl --request POST http://127.0.0.1:8080/sync
 */
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createApiClient } from "@testio/api-client";
import { openStore } from "@testio/store";
import { executeSync, type SyncResult } from "@testio/sync-core";

const {
  TESTIO_CUSTOMER_API_BASE_URL: baseUrl = "https://api.test.io/customer/v2",
  TESTIO_CUSTOMER_API_TOKEN: token = "",
  TESTIO_DB_PATH: path = "./testio.db",
} = process.env;

const client = createApiClient({ baseUrl, token });
const store = await openStore({ path, customerId: 1 });
const stop = new AbortController();
const underWay = new Set<Promise<SyncResult>>();

/** Syncs of one database exclude each other, in this process and in others: `lock` says not to wait for them. */
async function sync(): Promise<SyncResult> {
  const running = executeSync({ client, store, signal: stop.signal, lock: { waitMs: 0 } });
  underWay.add(running);
  try {
    return await running;
  } finally {
    underWay.delete(running);
  }
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== "POST" || request.url !== "/sync") {
    response.writeHead(404).end("POST /sync is all there is.\n");
    return;
  }
  // Who asks for a sync has no second question: a connection kept open would keep this program from ending.
  response.setHeader("connection", "close");
  const { status, testsDiscovered, testsUpdated, errors } = await sync();
  // Errors have a kind for programs and a message for people.
  const isLocked = errors.some(({ kind }) => kind === "SyncLockedError");
  response.writeHead(isLocked ? 409 : 200, { "content-type": "application/json" });
  const messages = errors.map(({ message }) => message);
  response.end(`${JSON.stringify({ status, testsDiscovered, testsUpdated, messages })}\n`);
}

const server = createServer((request, response) => void answer(request, response));
server.listen(Number(process.argv[2] ?? 8080), "127.0.0.1");
await once(server, "listening");
const address = server.address();
console.log(`POST http://127.0.0.1:${typeof address === "object" ? address?.port : address}/sync`);

await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
stop.abort();
server.close();
// Cancelled syncs end by themselves; closing the database under them would make failures of them.
for (const { status } of await Promise.all(underWay)) console.log(`The sync under way was ${status}.`);
await store.close();
await client.close();
