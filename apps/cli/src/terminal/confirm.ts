import { createInterface } from "node:readline/promises";
import { type Io, writeLine } from "../io.js";

/** Whether there is somebody who sees a question and can answer it. */
export function canAsk({ stdin, stderr }: Pick<Io, "stdin" | "stderr">): boolean {
  return stdin.isTTY === true && stderr.isTTY === true;
}

/**
 * Asks a question on the terminal; only `yes` and `y` mean yes. The end of input (Ctrl-D) means no.
 *
 * @throws the signal's reason when the user interrupts.
 */
export async function confirm(question: string, { stdin, stderr, signal }: Io): Promise<boolean> {
  signal.throwIfAborted();
  // Not a terminal to readline: so the terminal keeps its normal mode, where Ctrl-C reaches the program as a signal, and
  // nothing has to be put right when the program is killed here.
  const lines = createInterface({ input: stdin, output: stderr, terminal: false });
  const ended = new Promise<null>((resolve) => lines.once("close", () => resolve(null)));
  try {
    const answer = await Promise.race([lines.question(question, { signal }), ended]);
    if (answer === null) writeLine(stderr, "");
    return /^\s*y(?:es)?\s*$/i.test(answer ?? "");
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    lines.close();
    stdin.pause();
  }
}
