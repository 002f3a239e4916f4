import { defineCommand, JSON_OPTION } from "../args/define-command.js";
import { EXIT_CODES } from "../exit-codes.js";
import { writeLine } from "../io.js";
import { toJsonText } from "../output/snake-case.js";
import { commandSettings } from "../settings.js";
import { readStatus } from "../status/read-status.js";
import { statusText } from "../status/status-text.js";

/** `status`: what is stored, and how complete it is. */
export const statusCommand = defineCommand({
  name: "status",
  summary: "Show what is stored, how complete it is and when it was last synced",
  options: { json: JSON_OPTION },
  async run(args, io) {
    const settings = commandSettings(io, args["env-file"]);
    for (const warning of settings.warnings) writeLine(io.stderr, `Warning: ${warning}`);
    const status = await readStatus(settings);
    writeLine(io.stdout, args.json ? toJsonText(status) : statusText(status, io.now()));
    return EXIT_CODES.done;
  },
});
