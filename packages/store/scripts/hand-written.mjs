/**
 * What the migrations hold beyond schema.prisma, in SQL written by hand. The drift check removes exactly these from its
 * scratch database before it compares.
 */
export const HAND_WRITTEN = {
  tables: ["search_index"],
  indexes: ["tests_by_product_title"],
  triggers: ["products", "features", "tests", "bugs"].flatMap((table) =>
    ["insert", "update", "delete"].map((event) => `${table}_search_${event}`),
  ),
};
