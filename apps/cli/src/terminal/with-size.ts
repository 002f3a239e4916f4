import { Writable } from "node:stream";
import type { OutputStream } from "../io.js";

const USUAL = { columns: 80, rows: 24 };

/**
 * The same terminal with a size. One that does not know its own says 0, as in containers and under some editors, and what
 * draws with a height of 0 draws nothing.
 */
export function withSize(terminal: OutputStream): OutputStream {
  const { columns = USUAL.columns, rows = USUAL.rows } = terminal;
  if (columns > 0 && rows > 0) return terminal;
  const output = new Writable({
    write(chunk: Buffer, _encoding, done) {
      terminal.write(chunk);
      done();
    },
  });
  return Object.assign(output, { isTTY: true, columns: columns || USUAL.columns, rows: rows || USUAL.rows });
}
