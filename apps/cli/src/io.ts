import type { Readable, Writable } from "node:stream";

/** Where text goes to; `columns` and `isTTY` are there when it is a terminal. */
export type OutputStream = Writable & { isTTY?: boolean; columns?: number };

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

export function writeLine(stream: OutputStream, line: string): void {
  stream.write(`${line}\n`);
}
