import { defineCommand } from "../args/define-command.js";
import { EXIT_CODES } from "../exit-codes.js";
import { type Io, writeLine } from "../io.js";
import { toJsonText } from "../output/snake-case.js";
import type { SetupOutcome } from "../setup/carry-out.js";
import { LeftError } from "../setup/left-error.js";
import { SETUP_OPTIONS } from "../setup/options.js";
import { summaryOf } from "../sync/summary.js";

/** `setup`: makes or changes the settings file, by questions or by flags. */
export const setupCommand = defineCommand({
  name: "setup",
  summary: "Set up token, products and assistants, by questions or by flags; run it again to change them",
  options: SETUP_OPTIONS,
  examples: [
    ["$0 setup", "Asks for everything, and changes nothing before you say so"],
    ["$0 setup --token-env TESTIO_TOKEN --products 598,1024 --connect cursor --sync --yes", "The same for scripts"],
    ["pass show testio | $0 setup --token - --yes --no-sync", "A token from a password manager"],
  ],
  async run(args, io) {
    const { decide } = await import("../setup/decide.js");
    const { carryOut } = await import("../setup/carry-out.js");
    const text = await import("../setup/outcome-text.js");
    try {
      const plan = await decide(args, io);
      const onStep = (outcome: SetupOutcome) => {
        for (const warning of outcome.warnings) writeLine(io.stderr, `Warning: ${warning}`);
        for (const { message } of outcome.problems) writeLine(io.stderr, `Error: ${message}`);
        if (!args.json) writeLine(io.stdout, `${text.savedText(outcome, io)}\n`);
      };
      const outcome = await carryOut(plan, { envFile: args["env-file"], json: args.json, onStep }, io);
      report(outcome, args.json, text, io);
      return text.setupExitCode(outcome);
    } catch (error) {
      if (!(error instanceof LeftError)) throw error;
      writeLine(io.stderr, error.message);
      if (args.json) writeLine(io.stdout, toJsonText({ status: "cancelled", warnings: [], errors: [] }));
      return EXIT_CODES.interrupted;
    }
  },
});

function report(
  outcome: SetupOutcome,
  json: boolean,
  text: typeof import("../setup/outcome-text.js"),
  { stdout, stderr }: Io,
): void {
  if (outcome.sync !== null) {
    const { result, details } = outcome.sync;
    if (!json) writeLine(stdout, `${summaryOf(result)}\n`);
    for (const warning of result.warnings) writeLine(stderr, `Warning: ${warning}`);
    for (const { message } of result.errors) writeLine(stderr, `Error: ${message}`);
    for (const detail of details) writeLine(stderr, detail);
  }
  writeLine(stdout, json ? toJsonText(text.outcomeData(outcome)) : text.nextSteps(outcome));
}
