import { stack } from "d3-shape";
import type { ChartSeries } from "./chart.js";

/** One part of a column, from the value it begins at to the one it ends at. */
export interface Segment {
  part: ChartSeries;
  value: number;
  from: number;
  to: number;
}

/** The parts of one column, from the bottom up; what is 0 or unknown is none. */
export function segmentsOf(series: readonly ChartSeries[], place: number): Segment[] {
  const layers = stack<number, number>()
    .keys(series.keys())
    .value((_column, layer) => Math.max(0, series[layer]?.values[place] ?? 0))([place]);
  return layers.flatMap((layer) => {
    const part = series[layer.key];
    const [from, to] = layer[0] ?? [0, 0];
    return part === undefined || to <= from ? [] : [{ part, value: part.values[place] ?? 0, from, to }];
  });
}

/** All parts of a column together; null when none of them is known. */
export function totalOf(series: readonly ChartSeries[], place: number): number | null {
  const known = series.map(({ values }) => values[place] ?? null).filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + Math.max(0, value), 0);
}
