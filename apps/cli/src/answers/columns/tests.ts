import type { ListedTest } from "@testio/insights";
import { type Column, column } from "../../output/column.js";
import { wordStyle } from "../../output/word-styles.js";

export const TEST_COLUMNS: readonly Column<ListedTest>[] = [
  column("test_id", (row) => row.test_id, { when: "always" }),
  column("title", ({ title }) => title, { when: "always", isLong: true }),
  column("status", ({ status }) => status, { style: wordStyle }),
  column("ends_at", (row) => row.ends_at, { kind: "moment" }),
  column("testing_type", (row) => row.testing_type),
  column("product_id", (row) => row.product_id),
  column("starts_at", (row) => row.starts_at, { kind: "moment" }),
  column("review_status", (row) => row.review_status),
  column("duration", ({ duration = null }) => duration, { when: "full" }),
  column("test_environment", (row) => row.test_environment?.title ?? null, { when: "full", isLong: true }),
  column("bugs_synced_at", ({ bugs_synced_at = null }) => bugs_synced_at, { when: "full", kind: "moment" }),
  column("goal", ({ goal = null }) => goal, { when: "full", isLong: true }),
];
