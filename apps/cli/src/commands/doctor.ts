import { defineCommand, JSON_OPTION } from "../args/define-command.js";
import type { Check, CheckState } from "../doctor/check.js";
import { EXIT_CODES } from "../exit-codes.js";
import { writeLine } from "../io.js";
import { toJsonText } from "../output/snake-case.js";
import { countOf } from "../output/words.js";

const MARKS: Readonly<Record<CheckState, string>> = { ok: "ok", hint: "hint", wrong: "wrong", unknown: "?" };
const WIDEST_MARK = 5;
const WIDEST_NAME = 11;

/** `doctor`: what is wrong with this installation, and what to do about it. */
export const doctorCommand = defineCommand({
  name: "doctor",
  summary: "Check settings, token, API, clock, database, disk, lock and assistants, and say what to do",
  options: { json: JSON_OPTION },
  examples: [
    ["$0 doctor", "What is wrong, and what to do about it; exit code 1 if something is"],
    ["$0 doctor --json | jq '.checks[] | select(.state != \"ok\")'", "Only what is not ok"],
  ],
  async run(args, io) {
    const { examine } = await import("../doctor/examine.js");
    const checks: Check[] = [];
    for await (const check of examine(io, args["env-file"])) {
      io.signal.throwIfAborted();
      checks.push(check);
      if (!args.json) writeLine(io.stdout, line(check));
    }
    const healthy = checks.every(({ state }) => state !== "wrong");
    writeLine(io.stdout, args.json ? toJsonText({ healthy, checks }) : `\n${conclusion(checks)}`);
    return healthy ? EXIT_CODES.done : EXIT_CODES.failed;
  },
});

function line({ name, state, message }: Check): string {
  const subject = name === "api" ? "API" : `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  return `${MARKS[state].padEnd(WIDEST_MARK)}  ${subject.padEnd(WIDEST_NAME)}  ${message}`;
}

function conclusion(checks: readonly Check[]): string {
  const count = (wanted: CheckState) => checks.filter(({ state }) => state === wanted).length;
  const [wrong, hints] = [count("wrong"), count("hint")];
  const hinted = hints === 0 ? "" : `, ${countOf(hints, "hint")}`;
  if (wrong === 0) return `Nothing is wrong${hinted}.`;
  return `${countOf(wrong, "thing")} ${wrong === 1 ? "is" : "are"} wrong${hinted}.`;
}
