import type { Store, StoreStats } from "@testio/store";
import { isoOrNull } from "../format/dates.js";
import { count } from "../format/text.js";
import { coverageOf, type Trust } from "../trust/coverage.js";
import { openPositions } from "../trust/problem-positions.js";
import { testListCoverage } from "../trust/test-list.js";

const BYTES_PER_MB = 1024 * 1024;

export interface DatabaseStats extends Trust {
  /** The database file, or `:memory:`. */
  database_path: string;
  customer_id: number;
  /** Size of the file and its write-ahead log in MiB, two decimals. */
  database_size_mb: number;
  total_products: number;
  /** Products with at least one sync. */
  products_synced: number;
  total_sections: number;
  total_features: number;
  total_tests: number;
  /** Tests that are gone at TestIO and kept here as deleted; not part of `total_tests`. */
  deleted_tests: number;
  /** Null = bugs were never fetched, which is not the same as none. */
  total_bugs: number | null;
  total_users: number;
  /** List positions that TestIO could not answer so far. */
  problem_positions: number;
  oldest_test_date: string | null;
  newest_test_date: string | null;
  /** When a complete successful sync last ended. */
  last_sync_at: string | null;
}

/** Counts of what is stored and where, with what is missing. */
export async function getDatabaseStats(store: Store): Promise<DatabaseStats> {
  const stats = await store.stats();
  // Of living products only: what is known of a deleted one must not stand in for one that was never read.
  const products = await store.productSyncSummaries();
  const incomplete = products.filter(({ state }) => !testListCoverage(state, []).complete).length;
  const open = stats.problemPositions === 0 ? [] : await openPositions(store, await store.listProblemPositions());
  const bugsFetched = stats.bugs > 0 || (stats.tests > 0 && stats.testsNeverFetchedBugs < stats.tests);
  return {
    database_path: stats.path,
    customer_id: store.customerId,
    database_size_mb: Math.round((stats.sizeBytes / BYTES_PER_MB) * 100) / 100,
    total_products: stats.products,
    products_synced: stats.productsSynced,
    total_sections: stats.sections,
    total_features: stats.features,
    total_tests: stats.tests,
    deleted_tests: stats.deletedTests,
    total_bugs: bugsFetched ? stats.bugs : null,
    total_users: stats.users,
    problem_positions: stats.problemPositions,
    oldest_test_date: isoOrNull(stats.oldestTestEndAt),
    newest_test_date: isoOrNull(stats.newestTestEndAt),
    last_sync_at: isoOrNull(stats.lastSyncCompletedAt),
    as_of: isoOrNull(stats.lastSyncCompletedAt),
    coverage: coverageOf({
      complete: stats.products > 0 && incomplete === 0 && open.length === 0 && bugsFetched,
      never_fetched: stats.testsNeverFetchedBugs,
      problem_positions: open.length,
      notes: notesOn(stats, incomplete, open.length),
    }),
  };
}

function notesOn(stats: StoreStats, incomplete: number, unreadable: number): string[] {
  const notes: string[] = [];
  if (stats.lastSyncCompletedAt === null) notes.push("No sync has completed yet: run sync_data.");
  if (incomplete > 0)
    notes.push(`The test list is not complete for ${count(incomplete, "product")}; list_products says which.`);
  if (unreadable > 0)
    notes.push(
      `TestIO could not answer ${count(unreadable, "test")}; each sync tries again, and get_problematic_tests says what to do.`,
    );
  if (stats.testsNeverFetchedBugs > 0)
    notes.push(`bugs never fetched for ${count(stats.testsNeverFetchedBugs, "test")}.`);
  return notes;
}
