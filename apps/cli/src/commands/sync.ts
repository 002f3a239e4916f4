import type { Settings } from "@testio/config";
import type { SyncMode } from "@testio/store";
import { type Args, defineCommand, JSON_OPTION } from "../args/define-command.js";
import { PRODUCT, SINCE_WORDS } from "../args/value-source.js";
import { type Io, writeLine } from "../io.js";
import { toJsonText } from "../output/snake-case.js";
import { createProgress } from "../progress/create-progress.js";
import { commandSettings } from "../settings.js";
import { confirmNuke } from "../sync/confirm-nuke.js";
import { failedOutcome } from "../sync/failed-outcome.js";
import { planText } from "../sync/plan-text.js";
import { summaryOf } from "../sync/summary.js";
import { syncExitCode } from "../sync/sync-exit-code.js";
import { syncModeOf, syncOptionsOf, syncPhasesOf } from "../sync/sync-mode.js";
import { parseSyncScope } from "../sync/sync-scope.js";
import { type SyncOutcome, withSyncSession } from "../sync/sync-session.js";
import { assertConsentPossible } from "../terminal/demand-consent.js";

const OPTIONS = {
  "product-ids": {
    type: "array",
    string: true,
    description: "Only these products: ids, or names of those stored",
    alias: ["product-id", "product", "products"],
    completes: PRODUCT,
  },
  since: {
    type: "string",
    requiresArg: true,
    description: 'Only tests that end at or after this date, as in 2026-01-31 or "90 days ago"; all = no limit',
    completes: SINCE_WORDS,
  },
  "incremental-only": {
    type: "boolean",
    default: false,
    description: "Look for new tests of the products stored, and for nothing else",
  },
  refresh: {
    type: "boolean",
    default: false,
    description: "Also read again every test that can still change, and its bugs",
  },
  force: { type: "boolean", default: false, description: "Read every list to its end; also finds what was deleted" },
  nuke: {
    type: "boolean",
    default: false,
    description: "Delete what is stored, then fetch it all; shows what, and asks",
  },
  bugs: { type: "boolean", description: "Also fetch bugs; --no-bugs = do not, whatever TESTIO_SYNC_BUGS says" },
  "dry-run": { type: "boolean", default: false, description: "Only say what would be done, and change nothing" },
  json: JSON_OPTION,
  yes: { type: "boolean", alias: "y", default: false, description: "Do not ask before --nuke deletes" },
  verbose: { type: "boolean", default: false, description: "Tell about every page" },
} as const;
type SyncArgs = Args<typeof OPTIONS>;

/** `sync`: brings the database up to date with TestIO. */
export const syncCommand = defineCommand({
  name: "sync",
  summary: "Fetch what is new from TestIO into the local database",
  options: OPTIONS,
  examples: [
    ["$0 sync", "Everything new since the last sync"],
    ['$0 sync --product-ids 598,1024 --since "90 days ago"', "Two products, three months back"],
    ["$0 sync --refresh --dry-run", "What a refresh would do, and about how long it would take"],
  ],
  async run(args, io) {
    const outcome = await attemptSync(args, io);
    report(outcome, args.json, io);
    return syncExitCode(outcome.result);
  },
});

async function attemptSync(args: SyncArgs, io: Io): Promise<SyncOutcome> {
  const progress = await createProgress(io, args);
  let mode: SyncMode = "default";
  try {
    mode = syncModeOf(args);
    const dryRun = args["dry-run"];
    if (mode === "nuke" && !dryRun) assertConsentPossible("--nuke deletes what is stored", args.yes, io);
    const settings = commandSettings(io, args["env-file"]);
    const scope = await parseSyncScope(args["product-ids"], args.since, settings, io.now());
    const phases = syncPhasesOf(mode, args.bugs, settings.syncBugs);
    const { productIds } = scope;
    const { result, details } = await withSyncSession(
      { settings, io, productIds, readOnly: dryRun },
      async (session) => {
        if (mode === "nuke" && !dryRun) {
          await confirmNuke(session.store, productIds ?? settings.productIds, args.yes, io);
        }
        const options = syncOptionsOf(mode, dryRun);
        return session.execute({ ...(phases && { phases }), scope, options, onProgress: progress.report });
      },
    );
    return { details, result: { ...result, warnings: [...warningsOf(settings, dryRun), ...result.warnings] } };
  } catch (error) {
    return failedOutcome(error, mode, io);
  } finally {
    progress.stop();
  }
}

function warningsOf({ warnings, localStore }: Settings, dryRun: boolean): string[] {
  const lost = "TESTIO_ENABLE_LOCAL_STORE is false: what was fetched was kept in memory only and is gone.";
  return localStore || dryRun ? warnings : [...warnings, lost];
}

function report({ result, details }: SyncOutcome, json: boolean, { stdout, stderr }: Io): void {
  const text = result.plan === null ? summaryOf(result) : planText(result.plan);
  const { status, mode, ...rest } = result;
  writeLine(stdout, json ? toJsonText({ status, mode, ...rest }) : text);
  for (const warning of result.warnings) writeLine(stderr, `Warning: ${warning}`);
  for (const { message } of result.errors) writeLine(stderr, `Error: ${message}`);
  for (const detail of details) writeLine(stderr, detail);
}
