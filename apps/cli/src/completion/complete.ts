import type { Command } from "../args/define-command.js";
import { EXIT_CODES } from "../exit-codes.js";
import { type Io, writeLine } from "../io.js";
import { plainLine } from "../output/plain-text.js";
import { bashReply, readBashLine } from "./bash-line.js";
import { candidatesFor } from "./candidates.js";
import { describedLine, FILES } from "./shells.js";
import { storedNames } from "./stored-names.js";

/**
 * Answers the script of a shell: `bash LINE BREAKS`, or `zsh|fish WORD…` without the name of the program. One candidate a line;
 * resolves to {@link FILES} when the shell should offer files. It only reads, and asks TestIO nothing.
 */
export async function complete(argv: readonly string[], commands: readonly Command[], io: Io): Promise<number> {
  const [shell, ...rest] = argv;
  const line = shell === "bash" ? readBashLine(rest[0] ?? "", rest[1] ?? "") : null;
  const words = line === null ? rest : line.words.slice(1);
  const found = await candidatesFor(words, commands, storedNames(io, envFileIn(words)));
  if (found === "files") return FILES;
  for (const candidate of found) {
    const shown = { value: candidate.value, meaning: plainLine(candidate.meaning) };
    const text = line === null ? describedLine(shell === "zsh" ? "zsh" : "fish", shown) : bashReply(shown.value, line);
    if (text !== null) writeLine(io.stdout, text);
  }
  return EXIT_CODES.done;
}

function envFileIn(words: readonly string[]): string | undefined {
  const at = words.findIndex((word) => /^--env[-_]file(?:=|$)/.test(word));
  const word = words[at];
  if (word === undefined || at === words.length - 1) return undefined;
  return word.includes("=") ? word.slice(word.indexOf("=") + 1) : words[at + 1];
}
