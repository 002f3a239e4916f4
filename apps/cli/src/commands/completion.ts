import { basename } from "node:path";
import { defineCommand } from "../args/define-command.js";
import { choiceOf } from "../args/values.js";
import { INSTRUCTIONS, SCRIPTS, SHELLS } from "../completion/shells.js";
import { EXIT_CODES } from "../exit-codes.js";
import { writeLine } from "../io.js";

/** `completion`: what makes a shell complete the program's command lines. */
export const completionCommand = defineCommand({
  name: "completion",
  summary:
    "Print what makes bash, zsh or fish complete commands, options, their values, and names and ids that are stored",
  usage: "[shell]",
  positionals: {
    shell: { type: "string", description: `${SHELLS.join(", ")}; default: the one of SHELL`, completes: SHELLS },
  },
  options: {},
  examples: [
    ['eval "$($0 completion bash)"', "In ~/.bashrc; the same with zsh in ~/.zshrc"],
    ["$0 completion fish > ~/.config/fish/completions/testio-mcp.fish", "Once, for fish"],
  ],
  async run(args, { stdout, stderr, env }) {
    const shell = choiceOf("completion", args.shell ?? basename(env.SHELL ?? ""), SHELLS);
    stdout.write(SCRIPTS[shell]);
    // Whoever reads it on a screen wants to know what to do with it; a shell that starts does not want to be told each time.
    if (stdout.isTTY === true) for (const line of ["", ...INSTRUCTIONS[shell]]) writeLine(stderr, line);
    return EXIT_CODES.done;
  },
});
