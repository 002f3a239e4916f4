import type { SyncResult } from "@testio/sync-core";
import { countOf, entitiesInWords, secondsInWords } from "../output/words.js";

const HEADLINES: Readonly<Record<SyncResult["status"], string>> = {
  success: "Sync completed",
  partial_failure: "Sync completed in part",
  failure: "Sync failed",
  cancelled: "Sync interrupted",
};

const NEXT_STEPS: Readonly<Record<SyncResult["status"], string | null>> = {
  success: null,
  partial_failure: "What was fetched is stored. Run testio-mcp sync again to fetch the rest.",
  failure: null,
  cancelled: "What was fetched is stored. The next sync goes on from there.",
};

/** What a sync did, in words. */
export function summaryOf(result: SyncResult): string {
  const { status, durationSeconds, requests, eventId, deleted, problemPositions } = result;
  if (eventId === null && status !== "success") return "The sync did not start. Nothing was changed.";
  const counts = [
    countOf(result.productsSynced, "product"),
    countOf(result.featuresRefreshed, "feature"),
    countOf(result.testsDiscovered, "new test"),
    `${countOf(result.testsUpdated, "test")} updated`,
    ...(result.testsDeleted > 0 ? [`${countOf(result.testsDeleted, "test")} deleted`] : []),
    ...(result.bugsRefreshed > 0 ? [countOf(result.bugsRefreshed, "bug")] : []),
  ];
  const effort = `${secondsInWords(durationSeconds)} and ${countOf(requests, "request")}`;
  const lines = [
    `${HEADLINES[status]} after ${effort}: ${counts.join(", ")}.`,
    deleted === null ? null : `Before, this was deleted: ${entitiesInWords(deleted)}.`,
    problemPositions > 0
      ? `${countOf(problemPositions, "test")} could not be read; see testio-mcp problematic list.`
      : null,
    onlyUnreadable(result) ? null : NEXT_STEPS[status],
  ];
  return lines.filter((line) => line !== null).join("\n");
}

/** Whether nothing is missing but records that TestIO cannot answer: syncing again at once would not help. */
function onlyUnreadable({ status, errors }: SyncResult): boolean {
  return status === "partial_failure" && errors.length > 0 && errors.every(({ kind }) => kind === "UnreadablePosition");
}
