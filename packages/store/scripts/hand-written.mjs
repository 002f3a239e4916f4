/**
 * What the migrations hold beyond schema.prisma, in SQL written by hand. The drift check removes exactly these from its
 * scratch database before it compares.
 */
export const HAND_WRITTEN = {
  tables: ["search_index", "search_words"],
  indexes: [
    "tests_by_product_title",
    "tests_by_title",
    "tests_by_product_status",
    "tests_by_status",
    "tests_by_due_bugs",
    "bugs_by_review",
    ...["by", "by_product"].flatMap((scope) =>
      ["reported", "severity", "status", "title"].map((order) => `bugs_${scope}_${order}`),
    ),
  ],
  triggers: [
    ...["products", "features", "tests", "bugs", "users"].flatMap((table) =>
      ["insert", "update", "delete"].map((event) => `${table}_search_${event}`),
    ),
    ...["features", "test_features", "tests", "bugs"].flatMap((table) =>
      ["insert", "update", "delete"].map((event) => `${table}_figures_${event}`),
    ),
    ...["tests", "bugs"].flatMap((table) => ["insert", "update", "delete"].map((event) => `${table}_stray_${event}`)),
    ...["tests", "test_features", "test_platforms", "bugs", "bug_devices"].flatMap((table) =>
      ["insert", "update", "delete"].map((event) => `${table}_revision_${event}`),
    ),
    ...["insert", "update", "delete"].map((event) => `bugs_counts_${event}`),
    "tests_figures_before_delete",
    "users_figures_insert",
    "users_figures_update",
  ],
};
