import { LAST_SYNC_COMPLETED_KEY, type SearchEntity, type Store } from "@testio/store";
import type { Clock } from "../clock.js";
import { isoOrNull } from "../format/dates.js";
import { count, enumerate } from "../format/text.js";
import { coverageOf, type Trust } from "../trust/coverage.js";
import { oldestOf } from "../trust/oldest.js";
import { readTestListsTrust } from "../trust/read-test-lists.js";
import { refreshBugScope } from "../trust/refresh-bug-scope.js";

interface SearchScope {
  entities: readonly SearchEntity[];
  productIds: readonly number[] | undefined;
  from: Date | null;
}

/**
 * What a search over these records can miss. It is over what is stored: a search fetches nothing, since what it would
 * find is not known before.
 */
export async function searchTrust(store: Store, scope: SearchScope, now: Clock): Promise<Trust> {
  const parts = [
    ...(scope.entities.includes("bug") ? [await refreshBugScope(store, testsOf(scope), { now })] : []),
    ...(scope.entities.includes("test") && !scope.entities.includes("bug") ? [await aboutTests(store, scope)] : []),
    ...(scope.entities.includes("feature") ? [await aboutFeatures(store, scope)] : []),
  ];
  const completed = await store.getMetadata(LAST_SYNC_COMPLETED_KEY);
  const coverages = parts.map(({ coverage }) => coverage);
  const sum = (figure: "never_fetched" | "stale" | "failed" | "problem_positions") =>
    coverages.reduce((total, coverage) => total + coverage[figure], 0);
  return {
    as_of: parts.length === 0 ? completed : isoOrNull(oldestOf(parts.map(({ as_of }) => as_of))),
    coverage: {
      complete: parts.length === 0 ? completed !== null : coverages.every(({ complete }) => complete),
      complete_since: coverages.find(({ complete_since }) => complete_since !== null)?.complete_since ?? null,
      never_fetched: sum("never_fetched"),
      stale: sum("stale"),
      failed: sum("failed"),
      problem_positions: sum("problem_positions"),
      notes: coverages.flatMap(({ notes }) => notes),
    },
  };
}

const testsOf = ({ productIds, from }: SearchScope) => ({ productIds, ...(from ? { endFrom: from } : {}) });

async function aboutTests(store: Store, { productIds, from }: SearchScope): Promise<Trust> {
  const products = await store.productSyncStatuses("NEW_TESTS", productIds);
  const { asOf, coverage } = await readTestListsTrust(store, products, from);
  return { as_of: isoOrNull(asOf), coverage };
}

async function aboutFeatures(store: Store, { productIds }: SearchScope): Promise<Trust> {
  const products = await store.productSyncStatuses("FEATURES", productIds);
  const never = products.filter(({ state }) => (state?.succeededAt ?? null) === null).map(({ id }) => id);
  const failed = products.filter(({ state }) => (state?.failedAt ?? null) !== null).map(({ id }) => id);
  const about = (what: string, ids: readonly number[]) =>
    ids.length === 0 ? [] : [`${what} ${count(ids.length, "product")}: ${enumerate(ids)}.`];
  return {
    as_of: isoOrNull(oldestOf(products.map(({ state }) => state?.succeededAt ?? null))),
    coverage: coverageOf({
      complete: products.length > 0 && never.length === 0,
      never_fetched: never.length,
      failed: failed.length,
      notes: [
        ...about("Features were never fetched for", never),
        ...about("The last sync of features failed for", failed),
      ],
    }),
  };
}
