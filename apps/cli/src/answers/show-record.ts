import type { Trust } from "@testio/insights";
import { EXIT_CODES } from "../exit-codes.js";
import { columnsOf, type Io, writeLine } from "../io.js";
import { jsonText } from "../output/json-text.js";
import { paintOf } from "../output/paint.js";
import type { Section } from "../output/sections.js";
import { trustLine } from "../output/trust-line.js";
import { type AnswerSession, refreshWords, withAnswers } from "./answer-session.js";
import { inCommands } from "./in-commands.js";

/** Longer lines are hard to read. */
const WIDEST = 100;
const USUAL_WIDTH = 80;

interface RecordSpec<Answer> {
  ask: (session: AnswerSession) => Promise<Answer>;
  describe: (answer: Answer) => { title: string; sections: Section[] };
}

/** Asks for one thing, and prints all that is known of it. Resolves to the exit code. */
export async function showRecord<Answer extends Trust>(
  args: { json: boolean; "env-file": string | undefined },
  io: Io,
  { ask, describe }: RecordSpec<Answer>,
): Promise<number> {
  const { answer, words } = await withAnswers(io, args["env-file"], async (session) => ({
    answer: await ask(session),
    words: refreshWords(session),
  }));
  const last = trustLine(words, answer, io.now());
  if (args.json) {
    writeLine(io.stdout, jsonText(answer));
    writeLine(io.stderr, last);
    return EXIT_CODES.done;
  }
  const { sectionsText } = await import("../output/sections.js");
  const paint = paintOf(io);
  const width = Math.min(columnsOf(io.stdout) ?? USUAL_WIDTH, WIDEST);
  const { title, sections } = describe(answer);
  const notes: Section = { heading: "Notes", items: answer.coverage.notes.map(inCommands) };
  writeLine(io.stdout, sectionsText(title, [...sections, notes], { width, paint }));
  writeLine(io.stdout, `\n${paint("dim", last)}`);
  return EXIT_CODES.done;
}
