import type { SyncPhaseName } from "@testio/store";

/** What people call a phase. */
export const PHASE_LABELS: Readonly<Record<SyncPhaseName, string>> = {
  PRODUCTS: "Products",
  FEATURES: "Features",
  NEW_TESTS: "Tests",
  BUGS: "Bugs",
};

/** What the rows of a phase's pages are. */
export const ROW_NOUNS: Readonly<Record<SyncPhaseName, string>> = {
  PRODUCTS: "product",
  FEATURES: "feature",
  NEW_TESTS: "test",
  BUGS: "bug",
};
