import type { SyncResult } from "@testio/sync-core";
import { countOf, secondsInWords } from "../output/words.js";

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
  const { status, durationSeconds, requests } = result;
  if (status === "failure" && result.eventId === null) return "The sync did not start. Nothing was changed.";
  const counts = [
    countOf(result.productsSynced, "product"),
    countOf(result.featuresRefreshed, "feature"),
    countOf(result.testsDiscovered, "new test"),
    `${countOf(result.testsUpdated, "test")} updated`,
    ...(result.testsDeleted > 0 ? [`${countOf(result.testsDeleted, "test")} deleted`] : []),
    ...(result.bugsRefreshed > 0 ? [countOf(result.bugsRefreshed, "bug")] : []),
  ];
  const effort = `${secondsInWords(durationSeconds)} and ${countOf(requests, "request")}`;
  const headline = `${HEADLINES[status]} after ${effort}: ${counts.join(", ")}.`;
  return [headline, NEXT_STEPS[status]].filter((line) => line !== null).join("\n");
}
