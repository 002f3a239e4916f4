import type { ListedProduct } from "@testio/insights";
import { type Column, column } from "../../output/column.js";

export const PRODUCT_COLUMNS: readonly Column<ListedProduct>[] = [
  column("id", ({ id }) => id, { when: "always" }),
  column("name", ({ name }) => name, { when: "always", isLong: true }),
  column("type", ({ type }) => type),
  column("test_count", (row) => row.test_count, { kind: "number" }),
  column("last_test_end_at", (row) => row.last_test_end_at, { kind: "moment" }),
  column("tests_last_90_days", (row) => row.tests_last_90_days, { kind: "number" }),
  column("feature_count", (row) => row.feature_count, { kind: "number" }),
  column("tests_synced_at", (row) => row.tests_synced_at, { kind: "moment" }),
  column("tests_last_30_days", (row) => row.tests_last_30_days, { kind: "number", when: "chosen" }),
  column("description", ({ description }) => description, { when: "full", isLong: true }),
];
