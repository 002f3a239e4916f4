import type { Settings } from "@testio/config";
import { type Args, defineCommand, JSON_OPTION } from "../args/define-command.js";
import { type Io, writeLine } from "../io.js";
import { toJsonText } from "../output/snake-case.js";
import { createProgress } from "../progress/create-progress.js";
import { commandSettings } from "../settings.js";
import { failedOutcome } from "../sync/failed-outcome.js";
import { runSync, type SyncOutcome } from "../sync/run-sync.js";
import { summaryOf } from "../sync/summary.js";
import { syncExitCode } from "../sync/sync-exit-code.js";
import { parseSyncScope } from "../sync/sync-scope.js";

const OPTIONS = {
  "product-ids": { type: "array", string: true, description: "Only these products, as in 598,1024" },
  since: {
    type: "string",
    requiresArg: true,
    description: 'Only tests that end at or after this date, as in 2026-01-31 or "90 days ago"; all = no limit',
  },
  force: { type: "boolean", default: false, description: "Read every list to its end, and every test on it again" },
  json: JSON_OPTION,
  yes: { type: "boolean", alias: "y", default: false, description: "Answer yes to questions (none is asked so far)" },
  verbose: { type: "boolean", default: false, description: "Tell about every page" },
} as const;

/** `sync`: fetches what is new from TestIO into the database. */
export const syncCommand = defineCommand({
  name: "sync",
  summary: "Fetch what is new from TestIO into the local database",
  options: OPTIONS,
  examples: [
    ["$0 sync", "Everything new since the last sync"],
    ['$0 sync --product-ids 598,1024 --since "90 days ago"', "Two products, three months back"],
  ],
  async run(args, io) {
    const outcome = await attemptSync(args, io);
    report(outcome, args.json, io);
    return syncExitCode(outcome.result);
  },
});

async function attemptSync(args: Args<typeof OPTIONS>, io: Io): Promise<SyncOutcome> {
  const progress = await createProgress(io.stderr, args);
  try {
    const settings = commandSettings(io, args["env-file"]);
    const scope = parseSyncScope(args["product-ids"], args.since, settings, io.now());
    const outcome = await runSync({ settings, scope, force: args.force, io, onProgress: progress.report });
    const { result } = outcome;
    return { ...outcome, result: { ...result, warnings: [...warningsOf(settings), ...result.warnings] } };
  } catch (error) {
    return failedOutcome(error, io);
  } finally {
    progress.stop?.();
  }
}

function warningsOf({ warnings, localStore }: Settings): string[] {
  const lost = "TESTIO_ENABLE_LOCAL_STORE is false: what was fetched was kept in memory only and is gone.";
  return localStore ? warnings : [...warnings, lost];
}

function report({ result, details }: SyncOutcome, json: boolean, { stdout, stderr }: Io): void {
  writeLine(stdout, json ? toJsonText(result) : summaryOf(result));
  for (const warning of result.warnings) writeLine(stderr, `Warning: ${warning}`);
  for (const { message } of result.errors) writeLine(stderr, `Error: ${message}`);
  for (const detail of details) writeLine(stderr, detail);
}
