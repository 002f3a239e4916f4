import { Writable } from "node:stream";
import type { OutputStream } from "../../src/io.js";

export interface TextStream {
  stream: OutputStream;
  text: () => string;
}

/** A stream that keeps what is written to it; a terminal, if asked. */
export function textStream({
  isTTY = false,
  onText,
}: {
  isTTY?: boolean;
  onText?: (text: string) => void;
} = {}): TextStream {
  let written = "";
  const stream: OutputStream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      written += chunk.toString("utf8");
      done();
      onText?.(written);
    },
  });
  if (isTTY) Object.assign(stream, { isTTY: true, columns: 120 });
  return { stream, text: () => written };
}
