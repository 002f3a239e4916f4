// @ts-check
/**
 * The simulator's own records, read in plain loops: what the answers are checked against. It shares nothing with the
 * programs that answer.
 */

/**
 * @typedef {Record<string, any>} Json
 * @typedef {object} Records
 * @property {Json[]} products
 * @property {(productId?: number) => Json[]} tests
 * @property {(productId?: number) => Json[]} bugs
 * @property {(productId: number) => number[]} featureIds
 */

/**
 * @param {import("@testio/simulator").Simulator} simulator
 * @returns {Records}
 */
export function recordsOf({ truth }) {
  const found = (/** @type {Json | undefined} */ record) => (record === undefined ? [] : [record]);
  const tests = (/** @type {number | undefined} */ productId) =>
    truth.testIds(productId).flatMap((id) => found(truth.test(id)));
  return {
    products: truth.productIds().flatMap((id) => found(truth.product(id))),
    tests,
    bugs: (productId) =>
      tests(productId).flatMap((test) => truth.bugIds(test.id).flatMap((id) => found(truth.bug(id)))),
    featureIds: (productId) => truth.featureIds(productId),
  };
}

/** @param {Json} bug */
export const bugStatus = (bug) => (bug.status === "accepted" && bug.auto_accepted ? "auto_accepted" : bug.status);

/** @param {Json} test */
export const wasRun = ({ status }) => ["running", "locked", "archived", "customer_finalized"].includes(status);

/**
 * Whether something happened from the first to the last day (UTC), both included.
 * @param {string | null} moment
 * @param {string} first
 * @param {string} last
 */
export function within(moment, first, last) {
  if (moment === null) return false;
  const day = new Date(moment).toISOString().slice(0, 10);
  return first <= day && day <= last;
}

/**
 * How many there are of each kind, the largest first, those of equal size by name.
 * @param {readonly string[]} kinds
 * @returns {[string, number][]}
 */
export function tally(kinds) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].sort(([a, x], [b, y]) => y - x || a.localeCompare(b));
}
