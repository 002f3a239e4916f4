import type { SyncIssue, SyncResult } from "@testio/sync-core";
import type { z } from "zod";
import { ToolError, type ToolErrorCode } from "../errors/tool-error.js";
import type { syncOutput } from "../output/sync.js";

export type SyncAnswer = z.input<typeof syncOutput>;

/** More sentences than this help nobody; `get_sync_history` and `get_problematic_tests` know the rest. */
const SHOWN_SENTENCES = 20;

/** What a sync did, as its caller is told. */
export function syncAnswer(result: SyncResult): SyncAnswer {
  const unreadable = result.problemPositions > 0 ? ["get_problematic_tests says where they are and what to do."] : [];
  return {
    status: result.status,
    mode: result.mode,
    products_synced: result.productsSynced,
    features_refreshed: result.featuresRefreshed,
    tests_discovered: result.testsDiscovered,
    tests_updated: result.testsUpdated,
    tests_deleted: result.testsDeleted,
    bugs_refreshed: result.bugsRefreshed,
    problem_positions: result.problemPositions,
    requests: result.requests,
    duration_seconds: result.durationSeconds,
    warnings: bounded(result.warnings),
    errors: [...bounded(result.errors.map(sentence)), ...unreadable],
  };
}

function bounded(sentences: readonly string[]): string[] {
  const more = sentences.length - SHOWN_SENTENCES;
  return more > 0 ? [...sentences.slice(0, SHOWN_SENTENCES), `And ${more} more.`] : [...sentences];
}

function sentence({ productId, message }: SyncIssue): string {
  return productId === null || message.startsWith(`Product ${productId} `)
    ? message
    : `Product ${productId}: ${message}`;
}

/** Why a sync did nothing, or was stopped. `backgroundRunning`: this server is syncing by itself at the moment. */
export function syncFailure(result: SyncResult, backgroundRunning: boolean): ToolError {
  const answer = syncAnswer(result);
  if (result.status === "cancelled") {
    return new ToolError(
      "The sync was stopped before it was done.",
      "The call was cancelled or the server is ending.",
      "Call sync_data again: it goes on where this one stopped.",
      answer,
      "cancelled",
    );
  }
  const locked = result.errors.some(({ kind }) => kind === "SyncLockedError");
  const own = locked && backgroundRunning ? " It is this server's own background sync." : "";
  const next = locked
    ? "Wait until that sync has ended; health_check shows whether it has. What is stored can be asked for meanwhile."
    : "Call health_check to see what is wrong, then sync_data again. What is stored can still be asked for.";
  const reasons = [...new Set(answer.errors)];
  const why = (reasons.join(" ") || "No reason was recorded.") + own;
  return new ToolError("The sync failed.", why, next, answer, codeOf(result, locked));
}

function codeOf({ errors }: SyncResult, locked: boolean): ToolErrorCode {
  if (locked) return "conflict";
  return errors.length > 0 && errors.every(({ kind }) => kind === "UnknownProduct") ? "not_found" : "upstream";
}
