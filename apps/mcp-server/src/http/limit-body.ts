import type { MiddlewareHandler } from "hono";
import { refusal } from "./refusal.js";

/** So much of a body that is too large is still read, or its sender would see a broken connection and no answer. */
const READ_AND_DROPPED_BYTES = 32 * 1024 * 1024;

/** Refuses requests with a body of more than `most` bytes, whatever length they declare: 413. */
export function limitBody(most: number): MiddlewareHandler {
  return async (context, next) => {
    const { raw } = context.req;
    if (raw.body === null) return next();
    const body = await readBody(raw.body, most);
    if (body === null) {
      return refusal(context, 413, "too_large", {
        message: `The request's body is larger than ${most / 1024} kilobytes.`,
        next: "Ask for less at a time.",
      });
    }
    context.req.raw = new Request(raw, { body });
    return next();
  };
}

/** Null when there is more than `most`. */
async function readBody(stream: ReadableStream<Uint8Array>, most: number): Promise<Uint8Array<ArrayBuffer> | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.byteLength;
    if (size > READ_AND_DROPPED_BYTES) break;
    if (size <= most) chunks.push(chunk);
  }
  return size > most ? null : Buffer.concat(chunks);
}
