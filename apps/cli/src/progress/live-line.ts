import { SingleBar } from "cli-progress";
import { type OutputStream, writeLine } from "../io.js";

/** One line of a terminal that is drawn again and again. */
export interface LiveLine {
  /** Takes the line away, and leaves `last` in its place if there is one. */
  finish: (last: string | null) => void;
}

/** Draws `textOf` now and ten times a second; it is told how many columns it has. */
export function liveLine(stream: OutputStream, textOf: (columns: number) => string): LiveLine {
  const bar = new SingleBar({
    stream,
    // A terminal that wraps when the cursor stands behind its last column would need two lines.
    format: (_options, { maxWidth }) => textOf((maxWidth || 80) - 1),
    clearOnComplete: true,
    gracefulExit: false,
    // Neither is to be switched off: whoever is killed could not switch it on again.
    hideCursor: false,
    linewrap: true,
  });
  bar.start(1, 0);
  return {
    finish(last) {
      bar.stop();
      if (last !== null) writeLine(stream, last);
    },
  };
}
