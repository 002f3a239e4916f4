import type { ListedFeature } from "@testio/insights";
import { type Column, column } from "../../output/column.js";

export const FEATURE_COLUMNS: readonly Column<ListedFeature>[] = [
  column("id", ({ id }) => id, { when: "always" }),
  column("title", ({ title }) => title, { when: "always", isLong: true }),
  column("test_count", (row) => row.test_count, { kind: "number" }),
  column("bug_count", (row) => row.bug_count, { kind: "number" }),
  column("user_story_count", (row) => row.user_story_count, { kind: "number" }),
  column("section_ids", (row) => row.section_ids.join(", "), { isLong: true }),
  column("description", ({ description = null }) => description, { when: "full", isLong: true }),
  column("howtofind", ({ howtofind = null }) => howtofind, { when: "full", isLong: true }),
  column("user_stories", (row) => row.user_stories?.join("; ") ?? null, { when: "full", isLong: true }),
];
