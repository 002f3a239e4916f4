/**
 * A metric of one's own: how heavily the bugs of a product weigh per test, month by month. It is made of two counts that the
 * database makes itself, so it takes milliseconds however much is stored. Run mirror-one-product first.
 *
 *   node dist/bug-load.js 25001
 */
import { openStore } from "@testio/store";

/** What a bug of a severity weighs. This is the opinion in this metric: have your own. */
const WEIGHTS = { critical: 10, high: 3, low: 1 };
/** A rejected bug weighs nothing. */
const COUNTED = ["forwarded", "accepted", "auto_accepted"];

const { TESTIO_DB_PATH: path = "./testio.db" } = process.env;
const productIds = [Number(process.argv[2])];
const store = await openStore({ path, customerId: 1 });

try {
  // Both counts have the same groups: the months that the tests ended in. Tests without an end are a group without a label.
  const tests = await store.aggregateTests(["month"], { productIds }, { facts: ["tests", "neverFetchedBugs"] });
  const bugs = await store.aggregateBugs(
    ["month"],
    { productIds, bugStatuses: COUNTED },
    { facts: ["critical", "high", "low"] },
  );

  const weights = new Map<string | null, number>();
  for (const { keys, facts } of bugs) {
    const weight = facts.critical * WEIGHTS.critical + facts.high * WEIGHTS.high + facts.low * WEIGHTS.low;
    weights.set(keys[0]?.label ?? null, weight);
  }

  const rows = tests.map(({ keys, facts }) => {
    const month = keys[0]?.label ?? null;
    // Tests whose bugs were never fetched say nothing about bugs: they are left out, not counted as clean.
    const known = facts.tests - facts.neverFetchedBugs;
    return { month, known, unknown: facts.neverFetchedBugs, weight: weights.get(month) ?? 0 };
  });
  rows.sort((one, other) => (one.month ?? "").localeCompare(other.month ?? ""));

  console.log("month\ttests\tload per test");
  for (const { month, known, weight } of rows) {
    // Nothing counted is not zero.
    console.log([month ?? "no end", known, known === 0 ? "unknown" : (weight / known).toFixed(2)].join("\t"));
  }
  const unknown = rows.reduce((sum, row) => sum + row.unknown, 0);
  if (unknown > 0) console.error(`Left out: ${unknown} tests whose bugs were never fetched.`);
} finally {
  await store.close();
}
