import type { ListedBug } from "@testio/insights";
import { type Column, column } from "../../output/column.js";
import { wordStyle } from "../../output/word-styles.js";

export const BUG_COLUMNS: readonly Column<ListedBug>[] = [
  column("id", ({ id }) => id, { when: "always" }),
  column("title", ({ title }) => title, { when: "always", isLong: true }),
  column("severity", ({ severity }) => severity, { style: wordStyle }),
  column("status", ({ status }) => status, { style: wordStyle }),
  column("reported_at", (row) => row.reported_at, { kind: "moment" }),
  column("test_id", (row) => row.test_id),
  column("known", ({ known }) => known),
  column("rejection_reason", (row) => row.rejection_reason),
  column("product_id", (row) => row.product_id),
  column("exported_at", (row) => row.exported_at, { kind: "moment" }),
  column("product_name", ({ product_name = null }) => product_name, { when: "full", isLong: true }),
  column("test_title", ({ test_title = null }) => test_title, { when: "full", isLong: true }),
  column("feature", ({ feature }) => feature?.title ?? null, { when: "full", isLong: true }),
  column("reported_by", (row) => row.reported_by?.username ?? null, { when: "full" }),
  column("found_on", (row) => row.found_on?.join("; ") ?? null, { when: "full", isLong: true }),
  column("rejected_at", ({ rejected_at = null }) => rejected_at, { when: "full", kind: "moment" }),
  column("comment_count", ({ comment_count = null }) => comment_count, { when: "full", kind: "number" }),
  column("steps", ({ steps = null }) => steps, { when: "full", isLong: true }),
  column("expected_result", ({ expected_result = null }) => expected_result, { when: "full", isLong: true }),
  column("actual_result", ({ actual_result = null }) => actual_result, { when: "full", isLong: true }),
];
