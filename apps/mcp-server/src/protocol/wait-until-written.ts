import type { Writable } from "node:stream";

/** Resolves when everything written has left the stream, or never will because its reader is gone. */
export function waitUntilWritten(stream: Writable): Promise<void> {
  if (stream.writableLength === 0 || stream.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    stream.once("close", resolve);
    // Called once all that came before it is out, and also when that fails.
    stream.write("", () => resolve());
  });
}
