import type { AggregateKey, Store } from "@testio/store";
import { rankIn } from "../format/ranks.js";
import { type Ratio, rounded } from "../rates/rates.js";
import { DIMENSIONS, hasId, type MetricDimension, naturalOrder } from "./dimensions.js";
import type { MetricGroup, MetricGroups } from "./groups.js";
import { METRIC_DEFINITIONS, type Metric } from "./metrics.js";
import type { MetricsPlan } from "./plan.js";
import type { MetricChange, MetricsRow, MetricValues } from "./query.js";

/** A group with its metrics; with those of the period before when it is compared. */
export interface MeasuredGroup {
  keys: AggregateKey[];
  values: MetricValues;
  previous: MetricValues | null;
}

type Value = MetricValues[string];

const numberOf = (value: Value | undefined): number | null =>
  typeof value === "object" ? value.value : (value ?? null);

/**
 * Whether a group mixes two kinds of "none": bugs without a feature were mostly reported in tests that do name features, so
 * that the one over the other says nothing.
 */
function mixesNone({ dimensions, filter, aboutBugs }: MetricsPlan, keys: readonly AggregateKey[]): boolean {
  if (aboutBugs) return false;
  const place = dimensions.indexOf("feature");
  return place === -1 ? (filter.featureIds?.includes(null) ?? false) : keys[place]?.id === null;
}

function measure(plan: MetricsPlan, { keys, facts }: MetricGroup): MetricValues {
  const values = plan.metrics.map((metric): [Metric, number | Ratio] => {
    const value = METRIC_DEFINITIONS[metric].value(facts);
    const isMeaningless = metric === "bugs_per_test" && typeof value === "object" && mixesNone(plan, keys);
    return [metric, isMeaningless ? { ...value, value: null } : value];
  });
  return Object.fromEntries(values);
}

/** Groups with their metrics; of both periods when there is another, since what is gone has changed most. */
export function measureGroups(plan: MetricsPlan, now: MetricGroups, before: MetricGroups | null): MeasuredGroup[] {
  const ids = new Set([...now.keys(), ...(before?.keys() ?? [])]);
  return [...ids].flatMap((id) => {
    const [current, previous] = [now.get(id), before?.get(id)];
    const group = current ?? previous;
    if (group === undefined) return [];
    return {
      keys: group.keys,
      values: measure(plan, current ?? emptied(group)),
      previous: before === null ? null : measure(plan, previous ?? emptied(group)),
    };
  });
}

function emptied({ keys, facts }: MetricGroup): MetricGroup {
  const nothing = { ...facts };
  for (const fact of Object.keys(nothing) as (keyof typeof nothing)[]) nothing[fact] = 0;
  return { keys, facts: nothing };
}

function changeOf(now: Value | undefined, before: Value | undefined): MetricChange {
  const [to, from] = [numberOf(now), numberOf(before)];
  if (to === null || from === null) return { absolute: null, relative: null };
  return { absolute: rounded(to - from), relative: from === 0 ? null : rounded((to - from) / from) };
}

const NAMES = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** By rank, or by name; what has none comes last in either order. */
function compareKeys(dimension: MetricDimension, a: AggregateKey, b: AggregateKey, direction: number): number {
  const [left, right] = [a.label ?? a.id, b.label ?? b.id];
  if (left === null || right === null) return Number(left === null) - Number(right === null);
  const { values } = DIMENSIONS[dimension];
  if (values !== null) {
    // Highest rank, which stands first in the list, is "most": descending order begins with it.
    const difference = rankIn(values, String(right)) - rankIn(values, String(left));
    if (difference !== 0) return difference * direction;
  }
  return NAMES.compare(String(left), String(right)) * direction;
}

function compareValues(a: Value | undefined, b: Value | undefined, direction: number): number {
  const [left, right] = [numberOf(a), numberOf(b)];
  if (left === null || right === null) return Number(left === null) - Number(right === null);
  return (left - right) * direction;
}

export function sortGroups(plan: MetricsPlan, groups: readonly MeasuredGroup[]): MeasuredGroup[] {
  const { sort, dimensions } = plan;
  const direction = sort.order === "asc" ? 1 : -1;
  const none: AggregateKey = { id: null, label: null };
  const byKey = (place: number, dimension: MetricDimension, way: number) => (a: MeasuredGroup, b: MeasuredGroup) =>
    compareKeys(dimension, a.keys[place] ?? none, b.keys[place] ?? none, way);
  const place = dimensions.map(String).indexOf(sort.by);
  const dimension = dimensions[place];
  const first =
    dimension === undefined
      ? (a: MeasuredGroup, b: MeasuredGroup) => compareValues(a.values[sort.by], b.values[sort.by], direction)
      : byKey(place, dimension, direction);
  const ties = dimensions.map((other, index) => byKey(index, other, naturalOrder(other) === "asc" ? 1 : -1));
  // Names are no order of their own: two products may share one.
  const last = (a: MeasuredGroup, b: MeasuredGroup) => (JSON.stringify(a.keys) < JSON.stringify(b.keys) ? -1 : 1);
  return [...groups].sort((a, b) => {
    for (const compare of [first, ...ties]) {
      const result = compare(a, b);
      if (result !== 0) return result;
    }
    return last(a, b);
  });
}

/** The same groups with the names of their ids, and the ids of their names: of these dimensions. */
export async function nameGroups(
  store: Store,
  plan: MetricsPlan,
  groups: readonly MeasuredGroup[],
  wanted: readonly MetricDimension[] = plan.dimensions,
): Promise<MeasuredGroup[]> {
  const named = groups.map((group) => ({ ...group, keys: [...group.keys] }));
  for (const [place, dimension] of plan.dimensions.entries()) {
    if (!hasId(dimension) || !wanted.includes(dimension)) continue;
    const keys = named.map((group) => group.keys[place] ?? { id: null, label: null });
    const labelled = await store.aggregateLabels(dimension, keys);
    for (const [index, key] of labelled.entries()) named[index]?.keys.splice(place, 1, key);
  }
  return named;
}

/** A group as answers show it. */
export function toRow({ dimensions, metrics }: MetricsPlan, { keys, values, previous }: MeasuredGroup): MetricsRow {
  const row: MetricsRow = {};
  for (const [place, dimension] of dimensions.entries()) {
    const key = keys[place] ?? { id: null, label: null };
    row[dimension] = key.label;
    if (hasId(dimension)) row[`${dimension}_id`] = key.id;
  }
  Object.assign(row, values);
  if (previous !== null) {
    row.previous = previous;
    row.change = Object.fromEntries(metrics.map((metric) => [metric, changeOf(values[metric], previous[metric])]));
  }
  return row;
}
