import type { Answer } from "./answer.js";

const CHUNK_BYTES = 512 * 1024;

/**
 * JSON of an answer in pieces, so that a list of a million bugs never stands in memory as a whole.
 * Each record is encoded by itself: one emoji in a joined text would slow down the encoding of its whole page.
 */
export function* jsonChunks(answer: Exclude<Answer, { kind: "error" }>): Generator<Buffer> {
  const name = JSON.stringify(answer.envelope);
  if (answer.kind === "one") {
    yield Buffer.from(`{${name}:${JSON.stringify(answer.value)}}`);
    return;
  }
  let parts = [Buffer.from(`{${name}:[`)];
  let bytes = 0;
  let separator = "";
  for (const item of answer.items) {
    const part = Buffer.from(separator + JSON.stringify(item));
    separator = ",";
    parts.push(part);
    bytes += part.length;
    if (bytes >= CHUNK_BYTES) {
      yield Buffer.concat(parts);
      parts = [];
      bytes = 0;
    }
  }
  parts.push(Buffer.from(`]${answer.meta ? `,"meta":${JSON.stringify(answer.meta)}` : ""}}`));
  yield Buffer.concat(parts);
}

const REASONS: Readonly<Record<number, string>> = {
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  422: "Unprocessable Content",
  429: "Too Many Requests",
  500: "Internal Server Error",
  502: "Bad Gateway",
  503: "Service Unavailable",
  504: "Gateway Timeout",
};

/** The page a proxy or a web framework shows in place of JSON. */
export function htmlPage(status: number): string {
  const reason = REASONS[status] ?? "Something went wrong";
  return `<!DOCTYPE html>\n<html><head><title>${reason} (${status})</title></head><body><h1>${reason}</h1><p>If you are the application owner check the logs for more information.</p></body></html>\n`;
}

/** Text of a body and its content type. */
export interface ErrorBody {
  readonly text: string;
  readonly type: string;
}

export function errorBody(status: number, message: string, html: boolean): ErrorBody {
  return html
    ? { text: htmlPage(status), type: "text/html; charset=utf-8" }
    : { text: JSON.stringify({ error: message }), type: "application/json; charset=utf-8" };
}

/** What a status says when nobody gave it words. */
export function reasonOf(status: number): string {
  return REASONS[status] ?? "Error";
}
