import { scaleBand, scaleLinear } from "d3-scale";
import type { ChartUnit } from "./chart.js";

const TICKS = 4;

/** The values of a chart along its height, 0 at the bottom, with the round values to mark. */
export interface ValueScale {
  y: (value: number) => number;
  ticks: readonly number[];
}

export function valueScale(largest: number, height: number, unit: ChartUnit): ValueScale {
  const scale = scaleLinear()
    .domain([0, largest > 0 ? largest : 1])
    .range([height, 0])
    .nice(TICKS);
  // There is no half of a bug.
  const ticks = scale.ticks(TICKS).filter((tick) => unit !== "count" || Number.isInteger(tick));
  return { y: (value) => scale(value), ticks };
}

/** Where the categories of a chart stand along its width, of which there are 100. */
export interface CategoryScale {
  left: (place: number) => number;
  middle: (place: number) => number;
  width: number;
}

export function categoryScale(amount: number): CategoryScale {
  const scale = scaleBand<number>()
    .domain(Array.from({ length: amount }, (_, place) => place))
    .range([0, 100])
    .paddingInner(0.28)
    .paddingOuter(0.14);
  const left = (place: number) => scale(place) ?? 0;
  return { left, middle: (place) => left(place) + scale.bandwidth() / 2, width: scale.bandwidth() };
}
