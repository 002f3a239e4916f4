import { defineCommand, JSON_OPTION } from "../args/define-command.js";
import { EXIT_CODES } from "../exit-codes.js";
import { writeLine } from "../io.js";
import { toJsonText } from "../output/snake-case.js";
import { commandSettings } from "../settings.js";
import { readStatus } from "../status/read-status.js";
import { statusText } from "../status/status-text.js";
import { nothingStored } from "../stored-data.js";

/** `status`: what is stored, and how complete it is. */
export const statusCommand = defineCommand({
  name: "status",
  summary: "Show what is stored, how complete it is, and when it was and will be synced",
  options: { json: JSON_OPTION },
  examples: [
    ["$0 status", "What is stored, per product"],
    ["$0 status --json", "The same for programs"],
  ],
  async run(args, io) {
    const settings = commandSettings(io, args["env-file"]);
    for (const warning of settings.warnings) writeLine(io.stderr, `Warning: ${warning}`);
    const status = await readStatus(settings, io.now());
    if (args.json) writeLine(io.stdout, toJsonText(status));
    else if ("counts" in status) writeLine(io.stdout, statusText(status, io.now()));
    else for (const line of nothingStored(settings)) writeLine(io.stdout, line);
    return EXIT_CODES.done;
  },
});
