import { SYNC_PHASES, type SyncMode, type SyncPhaseName } from "@testio/store";
import { SyncOptionsError } from "../errors/sync-options-error.js";
import type { SyncOptions, SyncRequest } from "../types.js";

/** The phases of a sync, in their order, unless others are asked for. */
export const DEFAULT_PHASES: readonly SyncPhaseName[] = ["PRODUCTS", "FEATURES", "NEW_TESTS"];

const EXCLUSIVE: readonly (readonly [option: keyof SyncOptions, mode: SyncMode])[] = [
  ["incrementalOnly", "incremental"],
  ["refreshMutable", "refresh"],
  ["forceRefresh", "force"],
  ["nuke", "nuke"],
];

/** @throws SyncOptionsError when two options ask for different modes. */
export function modeOf(options: SyncOptions = {}): SyncMode {
  const [first, second] = EXCLUSIVE.filter(([option]) => options[option]);
  if (first !== undefined && second !== undefined) throw new SyncOptionsError(first[0], second[0]);
  return first?.[1] ?? "default";
}

/**
 * The phases a request asks for, in the order of `SYNC_PHASES`.
 *
 * @throws SyncOptionsError when other phases than NEW_TESTS are asked for together with `incrementalOnly`.
 */
export function phasesOf({ phases, options }: Pick<SyncRequest, "phases" | "options">): SyncPhaseName[] {
  const mode = modeOf(options);
  const other = phases?.find((phase) => phase !== "NEW_TESTS");
  if (mode === "incremental" && other !== undefined) throw new SyncOptionsError("incrementalOnly", `phase ${other}`);
  if (mode === "incremental") return ["NEW_TESTS"];
  const wanted = new Set<SyncPhaseName>(phases ?? DEFAULT_PHASES);
  if (mode === "refresh") wanted.add("BUGS");
  return SYNC_PHASES.filter((phase) => wanted.has(phase));
}
