import type { SyncResult } from "@testio/sync-core";
import { countOf, listInWords } from "../output/words.js";
import { isReadById, type PositionView } from "./read-positions.js";

/** What a retry did to the problem positions of a product. */
export interface RetryReport {
  productId: number;
  productTitle: string;
  /** Null when there was nothing to retry. */
  sync: SyncResult | null;
  /** What became of each position there was, in their order, and those that are new. */
  positions: RetriedPosition[];
  /** How many are left whose tests are not stored. */
  left: number;
}

export interface RetriedPosition extends PositionView {
  /** `answered`: TestIO answers its place again. `read_by_id`: it does not, but its tests were fetched by their ids. */
  outcome: "answered" | "read_by_id" | "unreadable" | "new";
}

/** Compares the problem positions before and after a sync; one that is gone is one whose place answers again. */
export function retriedPositions(before: readonly PositionView[], after: readonly PositionView[]): RetriedPosition[] {
  const remaining = new Map(after.map((position) => [position.eventId, position]));
  const known = new Set(before.map(({ eventId }) => eventId));
  const retried = before.map((position): RetriedPosition => {
    const now = remaining.get(position.eventId);
    if (now === undefined) return { ...position, outcome: "answered" };
    return { ...now, outcome: isReadById(now) ? "read_by_id" : "unreadable" };
  });
  const fresh = after.filter(({ eventId }) => !known.has(eventId));
  return [...retried, ...fresh.map((position): RetriedPosition => ({ ...position, outcome: "new" }))];
}

export function countLeft(positions: readonly RetriedPosition[]): number {
  return positions.filter(({ outcome }) => outcome === "unreadable" || outcome === "new").length;
}

export function retryText({ productId, productTitle, sync, positions, left }: RetryReport): string {
  const product = `product ${productId}, ${productTitle}`;
  if (sync === null) return `Nothing to retry: there is no unreadable position of ${product}.`;
  const lines = positions.map(
    (position) => `Event ${position.eventId}, position ${position.position}: ${outcomeOf(position)}`,
  );
  const found = countOf(sync.testsDiscovered, "new test");
  if (left === 0) return [...lines, `Every test TestIO lists of ${product} could be read: ${found}.`].join("\n");
  return [
    ...lines,
    `${countOf(left, "test")} of ${product} still cannot be read; ${found}. See testio-mcp problematic list ${productId}.`,
  ].join("\n");
}

function outcomeOf({ outcome, attempts, mappedTests }: RetriedPosition): string {
  const ids = listInWords(mappedTests.map(({ id }) => id));
  switch (outcome) {
    case "answered":
      return "answers again.";
    case "read_by_id":
      return `still an error (tried ${countOf(attempts, "time")}), but test ${ids} was read by id.`;
    case "unreadable":
      return mappedTests.length === 0
        ? `still an error (tried ${countOf(attempts, "time")}).`
        : `still an error (tried ${countOf(attempts, "time")}), and test ${ids} could not be read by id.`;
    case "new":
      return "an error, found just now.";
  }
}
