// @ts-check
/**
 * What is asked of the database that `makeBigDatabase` makes with its default size: for each tool several kinds of question,
 * each a function of a running number, so that no two calls ask for the same rows.
 *
 * @typedef {(turn: number) => Record<string, unknown>} Question
 */

const PRODUCTS = 100;
const TESTS = 100_000;
const FIRST_TEST = 10_000;
const FIRST_BUG = 1_000_000;
const BUGS = 1_000_000;
const USERS = 2000;
/** Without a common factor with any of the above: jumps about in them, and meets each once. */
const STRIDE = 7919;

const product = (/** @type {number} */ turn) => 1 + ((turn * 37) % PRODUCTS);
const test = (/** @type {number} */ turn) => FIRST_TEST + ((turn * STRIDE) % TESTS);
const bug = (/** @type {number} */ turn) => FIRST_BUG + ((turn * STRIDE) % BUGS);
const feature = (/** @type {number} */ turn) => product(turn) * 100 + (turn % 20);
const user = (/** @type {number} */ turn) => 1 + ((turn * STRIDE) % USERS);
const page = (/** @type {number} */ turn) => 1 + (turn % 7);
const products = (/** @type {number} */ turn) => [product(turn), product(turn + 1), product(turn + 2)];
/** @template T @param {readonly T[]} list @param {number} turn */
const oneOf = (list, turn) => list[turn % list.length];

/** @type {Readonly<Record<string, readonly Question[]>>} */
export const LISTS_AND_SUMMARIES = {
  list_products: [
    () => ({}),
    (turn) => ({ sort_by: oneOf(["test_count", "last_test_end", "last_synced"], turn), sort_order: "desc" }),
    (turn) => ({ search: oneOf(["the", "page", "app"], turn), product_type: "website", detail: "full" }),
  ],
  list_tests: [
    (turn) => ({ product_id: product(turn), page: page(turn) }),
    (turn) => ({ page: page(turn) }),
    (turn) => ({ product_id: product(turn), statuses: ["locked", "running"], sort_by: "title" }),
    (turn) => ({ statuses: oneOf([["running"], ["cancelled"], ["archived"]], turn), sort_by: "status" }),
    (turn) => ({ product_id: products(turn), start_date: "last year", end_date: "today", testing_type: "rapid" }),
    (turn) => ({ product_id: product(turn), sort_by: "start_at", sort_order: "asc", per_page: 20, detail: "full" }),
  ],
  list_features: [
    (turn) => ({ product_id: product(turn) }),
    (turn) => ({ product_id: product(turn), sort_by: oneOf(["bug_count", "test_count"], turn), sort_order: "desc" }),
    (turn) => ({ product_id: product(turn), section_id: product(turn) * 10 + 1, detail: "full" }),
  ],
  list_users: [
    (turn) => ({ page: page(turn) }),
    (turn) => ({ user_type: oneOf(["tester", "customer"], turn), sort_by: "last_activity", sort_order: "desc" }),
    (turn) => ({ product_id: product(turn), days: 90 }),
    (turn) => ({ days: 36_500, sort_by: "first_seen", page: page(turn) }),
  ],
  list_bugs: [
    (turn) => ({ page: page(turn) }),
    (turn) => ({ product_ids: product(turn), page: page(turn) }),
    (turn) => ({ test_ids: test(turn), detail: "full" }),
    (turn) => ({ product_ids: product(turn), status: "open", severity: ["critical", "high"], sort_by: "severity" }),
    (turn) => ({ status: oneOf(["open", "rejected", "accepted"], turn), sort_by: "status" }),
    (turn) => ({ product_ids: product(turn), status: "rejected", rejection_reason: "not_reproducible" }),
    (turn) => ({ feature_ids: feature(turn), sort_by: "title", sort_order: "asc" }),
    (turn) => ({ product_ids: product(turn), found_platform: "iOS", start_date: "last year", end_date: "today" }),
    (turn) => ({ reported_by_user_id: user(turn), known: false }),
    (turn) => ({ severity: "critical", exported: false, product_ids: products(turn), per_page: 20, detail: "full" }),
  ],
  get_test_status: [(turn) => ({ test_id: test(turn) })],
  get_product_summary: [(turn) => ({ product_id: product(turn) })],
  get_feature_summary: [(turn) => ({ feature_id: feature(turn) })],
  get_user_summary: [(turn) => ({ user_id: user(turn) })],
  get_bug_summary: [(turn) => ({ bug_id: bug(turn) })],
};

/** @param {readonly string[]} words by frequency, most frequent first @returns {readonly Question[]} */
export function searches(words) {
  const word = (/** @type {number} */ turn, /** @type {number} */ from, /** @type {number} */ to) =>
    words[from + ((turn * STRIDE) % (to - from))] ?? "";
  return [
    (turn) => ({ query: word(turn, 0, 200) }),
    (turn) => ({ query: word(turn, 1000, 20_000) }),
    (turn) => ({ query: `${word(turn, 0, 200)} ${word(turn + 1, 0, 200)}` }),
    (turn) => ({ query: `${word(turn, 0, 200)} ${word(turn, 200, 2000)}`, entities: "bug" }),
    (turn) => ({ query: `"${word(turn, 0, 50)} ${word(turn + 1, 0, 50)}"` }),
    (turn) => ({ query: `${word(turn, 200, 2000).slice(0, 5)}*` }),
    (turn) => ({ query: word(turn, 0, 200), product_ids: product(turn) }),
    (turn) => ({ query: `${word(turn, 0, 200)} ${word(turn + 1, 0, 200)}`, start_date: "last year" }),
  ];
}

/**
 * Every pair of dimensions with three metrics, other ones each time.
 * @param {readonly string[]} metrics
 * @param {readonly string[]} dimensions
 * @returns {readonly Record<string, unknown>[]}
 */
export function metricPairs(metrics, dimensions) {
  const pairs = dimensions.flatMap((first, place) => dimensions.slice(place + 1).map((second) => [first, second]));
  return pairs.map((pair, turn) => ({
    metrics: [0, 1, 2].map((step) => metrics[(turn * 3 + step) % metrics.length]),
    dimensions: pair,
  }));
}

export const reportOf = (/** @type {number} */ turn) => ({ product_ids: product(turn) });
export const metricsOf = (/** @type {number} */ turn) => ({ filters: { product: product(turn) } });
export const reportOfAll = { product_ids: Array.from({ length: PRODUCTS }, (_, index) => index + 1) };
export const concurrentList = (/** @type {number} */ turn) => ({ product_id: product(turn) });
