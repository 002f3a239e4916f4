import type { Readable, Writable } from "node:stream";

/** Where text goes to; `columns`, `rows` and `isTTY` are there when it is a terminal. */
export type OutputStream = Writable & { isTTY?: boolean; columns?: number; rows?: number };

/** Everything a command may touch of the process around it. */
export interface Io {
  stdin: Readable & { isTTY?: boolean };
  /** Results. */
  stdout: OutputStream;
  /** Progress, warnings, errors. */
  stderr: OutputStream;
  env: Readonly<Record<string, string | undefined>>;
  homeDir: string;
  cwd: string;
  /** Aborted when the user interrupts the program. */
  signal: AbortSignal;
  now: () => Date;
}

/** How many columns the terminal of a stream has; null when there is none, or it does not know (it then says 0). */
export function columnsOf(stream: OutputStream): number | null {
  return stream.isTTY === true && stream.columns ? stream.columns : null;
}

/** Why {@link Io.signal} is aborted when nobody reads the results any more: they have what they wanted. */
export const READER_LEFT = "nobody reads the results any more";

export function writeLine(stream: OutputStream, line: string): void {
  stream.write(`${line}\n`);
}
