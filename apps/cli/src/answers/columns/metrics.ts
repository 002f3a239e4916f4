import type { AnalyticsCapabilities, MetricsAnswer, MetricsRow } from "@testio/insights";
import { type Cell, type CellKind, type Column, column } from "../../output/column.js";

/** The columns of an answer: its dimensions, their ids, its metrics and, where it compares, those of before. */
export function metricsColumns(
  { data, metadata }: MetricsAnswer,
  { metrics }: AnalyticsCapabilities,
): Column<MetricsRow>[] {
  const { dimensions_used, metrics_used, previous_period } = metadata;
  const [first = {}] = data;
  const kindOf = (metric: string): CellKind =>
    metrics.find(({ key }) => key === metric)?.unit === "share" ? "share" : "number";
  return [
    ...dimensions_used.map((name) =>
      column(name, (row: MetricsRow) => plainCell(row[name]), { when: "always", isLong: true }),
    ),
    ...metrics_used.map((name) => column(name, (row: MetricsRow) => measuredCell(row[name]), { kind: kindOf(name) })),
    ...(previous_period === null ? [] : metrics_used.flatMap((name) => comparison(name, kindOf(name)))),
    ...dimensions_used
      .map((name) => `${name}_id`)
      .filter((name) => name in first)
      .map((name) => column(name, (row: MetricsRow) => plainCell(row[name]), { when: "chosen" })),
    ...metrics_used
      .filter((name) => isRecord(first[name]))
      .flatMap((name) =>
        ["numerator", "denominator"].map((part) =>
          column(`${name}_${part}`, (row: MetricsRow) => partOf(row[name], part), { kind: "number", when: "chosen" }),
        ),
      ),
  ];
}

function comparison(metric: string, kind: CellKind): Column<MetricsRow>[] {
  return [
    column(`previous_${metric}`, (row) => measuredCell(partOfRecord(row.previous, metric)), { kind }),
    column(`change_of_${metric}`, (row) => partOf(partOfRecord(row.change, metric), "absolute"), { kind }),
  ];
}

/** A share or an average comes with what it was made of. */
function measuredCell(value: unknown): Cell {
  return isRecord(value) ? partOf(value, "value") : plainCell(value);
}

function partOf(value: unknown, part: string): Cell {
  return plainCell(partOfRecord(value, part));
}

function partOfRecord(value: unknown, part: string): unknown {
  return isRecord(value) ? value[part] : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function plainCell(value: unknown): Cell {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null;
}
