import { PassThrough } from "node:stream";
import type { Finished, Workbench } from "./workbench.js";

/** One question after the other: the text to wait for, and the keys to type then. */
export type Conversation = readonly (readonly [text: string, ...keys: string[]])[];

/** Runs one command line in this process, at a terminal where somebody types. */
export async function runAtKeyboard(
  bench: Workbench,
  argv: readonly string[],
  conversation: Conversation,
): Promise<Finished> {
  // What a terminal has and a stream has not.
  const keyboard = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => keyboard });
  let [turn, seen] = [0, 0];
  const finished = await bench.run(argv, {
    answer: keyboard,
    onStderr(written) {
      for (let line = conversation[turn]; line !== undefined; line = conversation[turn]) {
        const [text, ...keys] = line;
        const at = written.indexOf(text, seen);
        if (at === -1) return;
        seen = at + text.length;
        turn++;
        // The question is written before its keys are listened for.
        setImmediate(() => keyboard.write(keys.join("")));
      }
    },
  });
  const unseen = conversation[turn];
  if (unseen !== undefined) throw new Error(`${JSON.stringify(unseen[0])} was never shown: ${finished.stderr}`);
  return finished;
}
