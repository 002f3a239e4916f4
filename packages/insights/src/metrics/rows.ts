import type { AggregateKey, Store } from "@testio/store";
import { type Ratio, rounded } from "../rates/rates.js";
import { hasId, type MetricDimension } from "./dimensions.js";
import { factsOf, type MetricGroup, type OtherPeriod } from "./groups.js";
import { type Facts, METRIC_DEFINITIONS, type Metric } from "./metrics.js";
import type { MetricsPlan } from "./plan.js";
import type { MetricChange, MetricsRow, MetricValues } from "./query.js";

/** A group with its metrics; with those of the period before when it is compared. */
export interface MeasuredGroup {
  keys: AggregateKey[];
  values: MetricValues;
  previous: MetricValues | null;
}

type Value = MetricValues[string];

export const numberOf = (value: Value | undefined): number | null =>
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

export function measureOne(
  plan: MetricsPlan,
  metric: Metric,
  keys: readonly AggregateKey[],
  facts: Facts,
): number | Ratio {
  const value = METRIC_DEFINITIONS[metric].value(facts);
  const isMeaningless = metric === "bugs_per_test" && typeof value === "object" && mixesNone(plan, keys);
  return isMeaningless ? { ...value, value: null } : value;
}

function measure(plan: MetricsPlan, keys: readonly AggregateKey[], group: MetricGroup | undefined): MetricValues {
  const facts = factsOf(group);
  return Object.fromEntries(plan.metrics.map((metric) => [metric, measureOne(plan, metric, keys, facts)]));
}

/** Groups with their metrics. @param before the period to compare them with */
export function measureGroups(
  plan: MetricsPlan,
  groups: readonly MetricGroup[],
  before: OtherPeriod | null,
): MeasuredGroup[] {
  return groups.map((group) => ({
    keys: group.keys,
    values: measure(plan, group.keys, group),
    previous: before === null ? null : measure(plan, group.keys, before.groupLike(group)),
  }));
}

function changeOf(now: Value | undefined, before: Value | undefined): MetricChange {
  const [to, from] = [numberOf(now), numberOf(before)];
  if (to === null || from === null) return { absolute: null, relative: null };
  return { absolute: rounded(to - from), relative: from === 0 ? null : rounded((to - from) / from) };
}

/** The same groups with the names of their ids, and the ids of their names: of these dimensions. */
export async function nameGroups<Group extends { keys: AggregateKey[] }>(
  store: Store,
  plan: MetricsPlan,
  groups: readonly Group[],
  wanted: readonly MetricDimension[] = plan.dimensions,
): Promise<Group[]> {
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
