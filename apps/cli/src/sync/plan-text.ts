import type { SyncPlan } from "@testio/sync-core";
import { textTable } from "../output/text-table.js";
import { aboutSeconds, countOf, entitiesInWords, minuteOf } from "../output/words.js";

/** What a sync would do, as people read it. */
export function planText({ products, phases, requests, seconds, deletes, notes }: SyncPlan): string {
  const header = ["Product", "Requests", "Last sync", "Would be done", "Title"];
  const rows = products.map(({ productId, requests: ownRequests, lastSyncedAt, actions, title }) => [
    String(productId),
    ownRequests.toLocaleString("en-US"),
    lastSyncedAt === null ? "never" : minuteOf(lastSyncedAt),
    actions.length === 0 ? "nothing" : actions.join(", "),
    title,
  ]);
  const total = `${countOf(products.length, "product")}, about ${countOf(requests, "request")} and ${aboutSeconds(seconds)}`;
  return [
    ...(rows.length === 0 ? [] : [textTable(header, rows, { numeric: 2 }), ""]),
    ...(deletes === null ? [] : [`Would be deleted first: ${entitiesInWords(deletes)}.`]),
    `In all: ${total} (${phases.join(", ")}).`,
    ...notes,
    "Nothing was changed: this was a dry run.",
  ].join("\n");
}
