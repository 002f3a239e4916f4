import type { Command } from "../../src/args/define-command.js";
import { COMMANDS } from "../../src/commands/index.js";

export interface FoundCommand {
  /** The words that lead to it. */
  path: string[];
  command: Command;
}

/** Every command and every group there is. */
export function allCommands(commands: readonly Command[] = COMMANDS, above: readonly string[] = []): FoundCommand[] {
  return commands.flatMap((command) => {
    const path = [...above, command.name];
    return [{ path, command }, ...allCommands(command.commands, path)];
  });
}

/** Those that do something themselves, as they are written. */
export const COMMAND_PATHS: readonly string[] = allCommands()
  .filter(({ command }) => command.commands.length === 0)
  .map(({ path }) => path.join(" "));
