import type { SyncEvent } from "@testio/store";
import { textTable } from "../output/text-table.js";
import {
  aboutSeconds,
  bytesInWords,
  countOf,
  dayOf,
  minuteOf,
  momentWithAge,
  secondsInWords,
} from "../output/words.js";
import { isReadById } from "../problematic/read-positions.js";
import { breakerInWords, nextSyncInWords } from "./background-in-words.js";
import type { ProductStatus, Status, StoredStatus } from "./read-status.js";

/** The status as people read it. */
export function statusText(status: Extract<Status, StoredStatus>, now: Date): string {
  const { database, customerId, customerName, counts, products } = status;
  const { oldestTestEndAt: oldest, newestTestEndAt: newest } = counts;
  const range = oldest && newest ? `, ending ${dayOf(oldest)} to ${dayOf(newest)}` : "";
  const deleted = counts.deletedTests > 0 ? `; ${countOf(counts.deletedTests, "test")} deleted upstream` : "";
  const all: [string, string | null][] = [
    ["Database", `${database.path} (${bytesInWords(database.sizeBytes)})`],
    ["Customer", `${customerName} (${customerId})`],
    ["Products", number(counts.products)],
    ["Tests", `${number(counts.tests)}${range}${deleted}`],
    ["Features", number(counts.features)],
    ["Bugs", `${number(counts.bugs)}; ${countOf(counts.testsNeverFetchedBugs, "test")} without bugs fetched so far`],
    ["Stale", staleText(status.staleness)],
    ["Last sync", lastSync(status, now)],
    ["Last run", status.lastEvent ? eventText(status.lastEvent, now) : "none"],
    ["Running", status.runningSync && `a sync: ${status.runningSync.holder}`],
    ["Next sync", nextSyncInWords(status.background, now)],
    ["Paused", breakerInWords(status.background, now)],
    ["Unreadable", unreadableText(status)],
  ];
  const facts = all.filter(([, text]) => text !== null);
  const width = Math.max(...facts.map(([label]) => label.length));
  const lines = facts.map(([label, text]) => `${label.padEnd(width)}  ${text}`);
  return [...lines, ...(products.length > 0 ? ["", productTable(products)] : [])].join("\n");
}

function staleText({ changeableTests, staleTests, staleShare, olderThanSeconds }: StoredStatus["staleness"]): string {
  if (staleShare === null) return "nothing: no test can change any more";
  const share = staleTests === 0 ? "" : ` (${Math.max(1, Math.round(staleShare * 100))} %)`;
  const were = staleTests === 1 ? "was" : "were";
  return `${number(staleTests)} of ${countOf(changeableTests, "test")} that can still change ${were} read over ${aboutSeconds(olderThanSeconds)} ago${share}`;
}

function lastSync({ lastSyncCompletedAt }: StoredStatus, now: Date): string {
  return lastSyncCompletedAt ? `completed ${momentWithAge(lastSyncCompletedAt, now)}` : "never completed";
}

function unreadableText({ problemPositions }: StoredStatus): string | null {
  if (problemPositions.length === 0) return null;
  const byId = problemPositions.filter(isReadById).length;
  const known = byId === 0 ? "" : `, ${byId} of them read by id`;
  return `${countOf(problemPositions.length, "list position")}${known}; see testio-mcp problematic list`;
}

function eventText({ status, mode, trigger, startedAt, durationSeconds, error }: SyncEvent, now: Date): string {
  const took = durationSeconds === null ? "" : `, ${secondsInWords(durationSeconds)}`;
  const kind = mode === "default" ? trigger : `${mode}, ${trigger}`;
  const why = error === null ? "" : `: ${error.split("\n")[0]}`;
  return `${status.replace("_", " ")} (${kind}), started ${momentWithAge(startedAt, now)}${took}${why}`;
}

function productTable(products: readonly ProductStatus[]): string {
  // The title stands last: its width then does not matter, whatever its script.
  const header = ["Product", "Tests", "Features", "Stale", "Tests synced", "Coverage", "Title"];
  const rows = products.map((product) => [
    String(product.id),
    number(product.tests),
    number(product.features),
    `${number(product.staleTests)}/${number(product.changeableTests)}`,
    product.testsSyncedAt ? minuteOf(product.testsSyncedAt) : "never",
    product.coverage,
    product.title,
  ]);
  const failures = products.flatMap(({ id, failure }) => (failure === null ? [] : [`Product ${id}: ${failure}`]));
  return [textTable(header, rows, { numeric: 4 }), ...failures].join("\n");
}

function number(value: number): string {
  return value.toLocaleString("en-US");
}
