import type { ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { setImmediate as nextTurn, setTimeout as sleep } from "node:timers/promises";
import type { Breakage } from "../faults/plan.js";
import type { Answer } from "./answer.js";
import { errorBody, htmlPage, jsonChunks, reasonOf } from "./body.js";

const JSON_TYPE = "application/json; charset=utf-8";

function sendText(response: ServerResponse, status: number, type: string, text: string | Buffer, headers = {}): void {
  const body = typeof text === "string" ? Buffer.from(text) : text;
  response.writeHead(status, { "content-type": type, "content-length": body.length, ...headers });
  response.end(body);
}

export function sendError(response: ServerResponse, status: number, message: string, html = false, headers = {}): void {
  const { text, type } = errorBody(status, message, html);
  sendText(response, status, type, text, headers);
}

/** Sends an answer whole when it is small, else piece by piece at the speed the client reads. */
export async function sendAnswer(response: ServerResponse, answer: Answer): Promise<void> {
  if (answer.kind === "error") {
    sendError(response, answer.status, answer.message, answer.html);
    return;
  }
  const chunks = jsonChunks(answer);
  const first = chunks.next().value ?? Buffer.alloc(0);
  const second = chunks.next();
  if (second.done) {
    sendText(response, 200, JSON_TYPE, first);
    return;
  }
  response.writeHead(200, { "content-type": JSON_TYPE });
  await pipeline(inTurns([first, second.value], chunks), response);
}

/** A socket that takes all at once would keep every other request waiting until the list ends. */
async function* inTurns(head: readonly Buffer[], rest: Iterable<Buffer>): AsyncGenerator<Buffer> {
  yield* head;
  for (const chunk of rest) {
    await nextTurn();
    yield chunk;
  }
}

function wholeText(answer: Exclude<Answer, { kind: "error" }>): Buffer {
  return Buffer.concat([...jsonChunks(answer)]);
}

function resetConnection(response: ServerResponse): void {
  response.socket?.resetAndDestroy();
}

function retryAfterHeader(value: number | Date | string | undefined): Record<string, string> {
  if (value === undefined) return {};
  return { "retry-after": value instanceof Date ? value.toUTCString() : String(value) };
}

/** What a fault does to an answer. The answer is only worked out when the fault lets some of it through. */
export async function sendBroken(response: ServerResponse, breakage: Breakage, read: () => Answer): Promise<void> {
  switch (breakage.kind) {
    case "status":
      return sendError(
        response,
        breakage.status,
        reasonOf(breakage.status),
        breakage.body === "html",
        retryAfterHeader(breakage.retryAfter),
      );
    case "hang":
      return;
    case "html":
      return sendText(response, 200, "text/html; charset=utf-8", htmlPage(200));
    case "non-object":
      return sendText(response, 200, JSON_TYPE, JSON.stringify(breakage.value === undefined ? [] : breakage.value));
    case "reset":
      if (breakage.when !== "mid-body") return resetConnection(response);
  }
  const answer = read();
  if (answer.kind === "error") return sendError(response, answer.status, answer.message, answer.html);
  if (breakage.kind === "empty-list") {
    return sendAnswer(response, answer.kind === "list" ? { ...answer, items: [] } : answer);
  }
  if (breakage.kind === "wrong-envelope") {
    return sendAnswer(response, { ...answer, envelope: breakage.envelope ?? "data" });
  }
  const body = wholeText(answer);
  response.writeHead(200, { "content-type": JSON_TYPE, "content-length": body.length });
  if (breakage.kind === "slow") {
    await trickle(response, body, breakage.chunkBytes ?? 256, breakage.everyMs ?? 20);
    return;
  }
  const half = body.subarray(0, Math.floor(body.length / 2));
  await new Promise<void>((resolve) => {
    response.write(half, () => resolve());
  });
  if (breakage.kind === "reset") resetConnection(response);
  else response.socket?.end();
}

async function trickle(response: ServerResponse, body: Buffer, chunkBytes: number, everyMs: number): Promise<void> {
  for (let start = 0; start < body.length && !response.destroyed; start += chunkBytes) {
    response.write(body.subarray(start, start + chunkBytes));
    await sleep(everyMs, undefined, { ref: false });
  }
  response.end();
}
