import type { FoundRecord } from "@testio/insights";
import { type Column, column } from "../../output/column.js";

export const FOUND_COLUMNS: readonly Column<FoundRecord>[] = [
  column("entity_type", (row) => row.entity_type, { when: "always" }),
  column("entity_id", (row) => row.entity_id, { when: "always" }),
  column("title", ({ title }) => title, { when: "always", isLong: true }),
  column("date", ({ date }) => date, { kind: "moment" }),
  column("product_id", (row) => row.product_id),
  column("snippet", ({ snippet }) => snippet, { isLong: true }),
  column("rank", ({ rank }) => rank, { kind: "number", when: "chosen" }),
  column("score", ({ score }) => score, { kind: "number", when: "chosen" }),
];
