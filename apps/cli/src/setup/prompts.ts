import type { Key } from "node:readline";
import type { Io } from "../io.js";
import { withSize } from "../terminal/with-size.js";
import { LeftError } from "./left-error.js";

interface Choice<Value> {
  value: Value;
  label: string;
  hint?: string;
}

interface TextQuestion {
  message: string;
  initial?: string;
  /** A sentence on what is wrong with a text; undefined = nothing. */
  judge: (text: string) => string | undefined;
}

/** Questions on the terminal. Each rejects with {@link LeftError} when somebody leaves there. */
export interface Prompts {
  text: (question: TextQuestion) => Promise<string>;
  /** Shows none of what is typed. */
  secret: (question: Omit<TextQuestion, "initial">) => Promise<string>;
  confirm: (question: { message: string; initial: boolean }) => Promise<boolean>;
  choose: <Value>(message: string, choices: readonly Choice<Value>[]) => Promise<Value>;
  chooseSome: <Value>(
    message: string,
    choices: readonly Choice<Value>[],
    initial: readonly Value[],
  ) => Promise<Value[]>;
  /** Says something between two questions. */
  say: (text: string, kind?: "info" | "warn" | "error" | "done") => void;
  /** Text under a heading. */
  note: (title: string, text: string) => void;
}

/** Above this, a list is searched by typing. */
const LONG_LIST = 12;

/** Loads the library, which no other command needs. Questions go to standard error: standard output is for the result. */
export async function openPrompts({ stdin, stderr, signal }: Io): Promise<Prompts> {
  const clack = await import("@clack/prompts");
  const common = { input: stdin, output: withSize(stderr) };

  /** The library knows Ctrl-C and Escape, but waits for ever at Ctrl-D, and after the end of input. */
  async function ask<Answer>(
    question: (options: typeof common & { signal: AbortSignal }) => Promise<Answer | typeof clack.CANCEL_SYMBOL>,
  ): Promise<Answer> {
    const leaving = new AbortController();
    const leave = () => leaving.abort();
    const onKey = (_text: string, key: Key) => {
      if (key.ctrl && key.name === "d") leave();
    };
    stdin.on("keypress", onKey).once("end", leave);
    try {
      const answer = await question({ ...common, signal: AbortSignal.any([signal, leaving.signal]) });
      signal.throwIfAborted();
      if (clack.isCancel(answer)) throw new LeftError();
      return answer;
    } finally {
      stdin.off("keypress", onKey).off("end", leave);
    }
  }
  const judged = (judge: TextQuestion["judge"]) => (text: string | undefined) => judge((text ?? "").trim());

  return {
    async text({ message, initial = "", judge }) {
      const answer = await ask((io) => clack.text({ ...io, message, initialValue: initial, validate: judged(judge) }));
      return answer.trim();
    },
    async secret({ message, judge }) {
      const answer: string | undefined = await ask((io) =>
        clack.password({ ...io, message, validate: judged(judge), clearOnError: true }),
      );
      return (answer ?? "").trim();
    },
    confirm: ({ message, initial }) => ask((io) => clack.confirm({ ...io, message, initialValue: initial })),
    async choose<Value>(message: string, choices: readonly Choice<Value>[]) {
      const index = await ask((io) => clack.select({ ...io, message, options: choices.map(option) }));
      return at(choices, index);
    },
    async chooseSome<Value>(message: string, choices: readonly Choice<Value>[], initial: readonly Value[]) {
      const initialValues = choices.flatMap(({ value }, index) => (initial.includes(value) ? [index] : []));
      const list = { message, options: choices.map(option), initialValues, required: false };
      const chosen = await ask((io) =>
        choices.length > LONG_LIST
          ? clack.autocompleteMultiselect({ ...io, ...list, maxItems: LONG_LIST, placeholder: "Type to search" })
          : clack.multiselect({ ...io, ...list }),
      );
      return chosen.sort((a, b) => a - b).map((index) => at(choices, index));
    },
    say(text, kind = "info") {
      const write = { info: clack.log.info, warn: clack.log.warn, error: clack.log.error, done: clack.log.success }[
        kind
      ];
      write(text, common);
    },
    note: (title, text) => clack.note(text, title, common),
  };
}

/** To the library, a choice is its place in the list. */
function option<Value>({ label, hint }: Choice<Value>, index: number) {
  return { value: index, label, ...(hint !== undefined && { hint }) };
}

function at<Value>(choices: readonly Choice<Value>[], index: number): Value {
  const choice = choices[index];
  if (choice === undefined) throw new RangeError(`There is no choice ${index}.`);
  return choice.value;
}
