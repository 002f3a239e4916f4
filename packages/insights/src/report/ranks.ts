import { BUG_SEVERITIES, TEST_STATUS_RANK } from "@testio/store";

type Comparison = (a: string, b: string) => number;

const alphabetical: Comparison = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

/** Known values by rank, others behind them by letter. */
function byRank(ranked: readonly string[]): Comparison {
  const rank = (value: string) => {
    const place = ranked.indexOf(value);
    return place === -1 ? ranked.length : place;
  };
  return (a, b) => rank(a) - rank(b) || alphabetical(a, b);
}

export const bySeverityRank = byRank(BUG_SEVERITIES);
export const byTestStatusRank = byRank(TEST_STATUS_RANK);

/** Counts as an object in a fixed order, so that the same data gives the same text. */
export function sortedCounts(counts: ReadonlyMap<string, number>, compare: Comparison = alphabetical) {
  return Object.fromEntries([...counts].sort(([a], [b]) => compare(a, b)));
}
