import type { SyncEvent } from "@testio/store";
import { bytesInWords, countOf, dayOf, momentWithAge, secondsInWords } from "../output/words.js";
import type { ProductStatus, Status } from "./read-status.js";
import { textTable } from "./text-table.js";

/** The status as people read it. */
export function statusText(status: Status, now: Date): string {
  const { database, customerId, customerName } = status;
  if (!("counts" in status)) {
    const lines =
      database.path === ":memory:"
        ? ["Nothing is stored: TESTIO_ENABLE_LOCAL_STORE is false, so every program keeps its own data in memory."]
        : [`There is no database yet at ${database.path}.`, "Run testio-mcp sync to make it and fetch your data."];
    return lines.join("\n");
  }
  const { counts, lastSyncCompletedAt, lastEvent, products } = status;
  const { oldestTestEndAt: oldest, newestTestEndAt: newest } = counts;
  const range = oldest && newest ? `, ending ${dayOf(oldest)} to ${dayOf(newest)}` : "";
  const deleted = counts.deletedTests > 0 ? `, and ${counts.deletedTests} deleted` : "";
  const facts: [string, string][] = [
    ["Database", `${database.path} (${bytesInWords(status.database.sizeBytes)})`],
    ["Customer", `${customerName} (${customerId})`],
    ["Products", `${counts.products}`],
    ["Tests", `${counts.tests}${range}${deleted}`],
    ["Features", `${counts.features}`],
    ["Bugs", `${counts.bugs}; ${countOf(counts.testsNeverFetchedBugs, "test")} without bugs fetched so far`],
    ["Last sync", lastSyncCompletedAt ? `completed ${momentWithAge(lastSyncCompletedAt, now)}` : "never completed"],
    ["Last run", lastEvent ? eventText(lastEvent, now) : "none"],
  ];
  if (counts.problemPositions > 0) facts.push(["Unreadable", `${countOf(counts.problemPositions, "list position")}`]);
  const width = Math.max(...facts.map(([label]) => label.length));
  const lines = facts.map(([label, text]) => `${label.padEnd(width)}  ${text}`);
  return [...lines, ...(products.length > 0 ? ["", productTable(products)] : [])].join("\n");
}

function eventText({ status, trigger, startedAt, durationSeconds, error }: SyncEvent, now: Date): string {
  const took = durationSeconds === null ? "" : `, ${secondsInWords(durationSeconds)}`;
  const why = error === null ? "" : `: ${error.split("\n")[0]}`;
  return `${status.replace("_", " ")} (${trigger}), started ${momentWithAge(startedAt, now)}${took}${why}`;
}

function productTable(products: readonly ProductStatus[]): string {
  // The title stands last: its width then does not matter, whatever its script.
  const header = ["Product", "Tests", "Features", "Complete back to", "Tests synced", "Title"];
  const rows = products.map((product) => [
    String(product.id),
    String(product.tests),
    String(product.features),
    completeness(product),
    product.testsSyncedAt ? `${product.testsSyncedAt.toISOString().slice(0, 16).replace("T", " ")}` : "never",
    product.title,
  ]);
  const failures = products.flatMap(({ id, failure }) => (failure === null ? [] : [`Product ${id}: ${failure}`]));
  return [textTable(header, rows, { numeric: 3 }), ...failures].join("\n");
}

function completeness({ complete, completeBackTo, unfinished }: ProductStatus): string {
  if (!complete) return unfinished ? "not yet (unfinished)" : "not yet";
  const reach = completeBackTo ? dayOf(completeBackTo) : "the oldest";
  return unfinished ? `${reach} (unfinished)` : reach;
}
