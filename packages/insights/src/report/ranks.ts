import { BUG_SEVERITIES, TEST_STATUS_RANK } from "@testio/store";
import { rankIn } from "../format/ranks.js";

type Comparison = (a: string, b: string) => number;

const alphabetical: Comparison = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

/** Known values by rank, others behind them by letter. */
function byRank(ranked: readonly string[]): Comparison {
  return (a, b) => rankIn(ranked, a) - rankIn(ranked, b) || alphabetical(a, b);
}

export const bySeverityRank = byRank(BUG_SEVERITIES);
export const byTestStatusRank = byRank(TEST_STATUS_RANK);

/** Counts as an object in a fixed order, so that the same data gives the same text. */
export function sortedCounts(counts: ReadonlyMap<string, number>, compare: Comparison = alphabetical) {
  return Object.fromEntries([...counts].sort(([a], [b]) => compare(a, b)));
}
