import type { SyncMode, SyncPhaseName } from "@testio/store";
import type { SyncOptions } from "@testio/sync-core";
import { UsageError } from "../usage-error.js";

/** The flags of `sync` that say what kind of sync it is; `bugs` is undefined when neither `--bugs` nor `--no-bugs` is given. */
export interface ModeFlags {
  "incremental-only": boolean;
  refresh: boolean;
  force: boolean;
  nuke: boolean;
  bugs: boolean | undefined;
  "dry-run": boolean;
}

/** What each mode does, in words that tell it from the others. */
const MODES = [
  ["incremental-only", "incremental", "looks for new tests and nothing else"],
  ["refresh", "refresh", "also reads again what can still change"],
  ["force", "force", "reads every list to its end"],
  ["nuke", "nuke", "deletes what is stored and fetches it all again"],
] as const satisfies readonly (readonly [flag: keyof ModeFlags, mode: SyncMode, effect: string])[];

/**
 * @throws UsageError when two flags contradict each other: both are named, with what each of them does.
 */
export function syncModeOf(flags: ModeFlags): SyncMode {
  const [first, second] = MODES.filter(([flag]) => flags[flag]);
  if (first !== undefined && second !== undefined) throw contradiction(first, second);
  if (first?.[0] === "incremental-only" && flags.bugs === true)
    throw contradiction(first, ["bugs", "", "fetches bugs besides"]);
  if (first?.[0] === "refresh" && flags.bugs === false) {
    throw contradiction(
      [first[0], first[1], "reads tests that can still change and their bugs"],
      ["no-bugs", "", "fetches no bugs"],
    );
  }
  return first?.[1] ?? "default";
}

function contradiction(
  [first, , does]: readonly [flag: string, mode: string, effect: string],
  [second, , doesToo]: readonly [flag: string, mode: string, effect: string],
): UsageError {
  return new UsageError(
    `--${first} and --${second} contradict each other: --${first} ${does}, --${second} ${doesToo}. Choose one of them.`,
  );
}

/** The engine's options for a mode. */
export function syncOptionsOf(mode: SyncMode, dryRun: boolean): SyncOptions {
  return {
    ...(mode === "incremental" && { incrementalOnly: true }),
    ...(mode === "refresh" && { refreshMutable: true }),
    ...(mode === "force" && { forceRefresh: true }),
    ...(mode === "nuke" && { nuke: true }),
    ...(dryRun && { dryRun: true }),
  };
}

/**
 * The phases to run; undefined = the ones of the mode.
 *
 * @param syncBugs `TESTIO_SYNC_BUGS`, for when no flag is given
 */
export function syncPhasesOf(
  mode: SyncMode,
  bugs: boolean | undefined,
  syncBugs: boolean,
): SyncPhaseName[] | undefined {
  const wanted = mode !== "incremental" && mode !== "refresh" && (bugs ?? syncBugs);
  return wanted ? ["PRODUCTS", "FEATURES", "NEW_TESTS", "BUGS"] : undefined;
}
