import type { AggregateKey } from "@testio/store";
import { rankIn } from "../format/ranks.js";
import { DIMENSIONS, type MetricDimension, naturalOrder } from "./dimensions.js";
import { factsOf, type MetricGroup } from "./groups.js";
import type { MetricsPlan } from "./plan.js";
import { measureOne, numberOf } from "./rows.js";

const NONE: AggregateKey = { id: null, label: null };
const NAMES = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** A group with the number it is sorted by; null for one that has none, or is sorted by a dimension. */
interface Sortable {
  group: MetricGroup;
  value: number | null;
}

type Compare = (one: Sortable, other: Sortable) => number;

/** By rank, or by name; what has none comes last in either order. */
function compareKeys(dimension: MetricDimension, a: AggregateKey, b: AggregateKey, direction: number): number {
  if (a === b) return 0;
  const [left, right] = [a.label ?? a.id, b.label ?? b.id];
  if (left === null || right === null) return Number(left === null) - Number(right === null);
  if (typeof left === "number" && typeof right === "number") return (left - right) * direction;
  const { values } = DIMENSIONS[dimension];
  if (values !== null) {
    // Highest rank, which stands first in the list, is "most": descending order begins with it.
    const difference = rankIn(values, String(right)) - rankIn(values, String(left));
    if (difference !== 0) return difference * direction;
  }
  return NAMES.compare(String(left), String(right)) * direction;
}

function compareNumbers(left: number | null, right: number | null, direction: number): number {
  if (left === null || right === null) return Number(left === null) - Number(right === null);
  return (left - right) * direction;
}

function orderOf({ sort, dimensions }: MetricsPlan): Compare {
  const direction = sort.order === "asc" ? 1 : -1;
  const byKey =
    (place: number, dimension: MetricDimension, way: number): Compare =>
    (one, other) =>
      compareKeys(dimension, one.group.keys[place] ?? NONE, other.group.keys[place] ?? NONE, way);
  const place = dimensions.map(String).indexOf(sort.by);
  const dimension = dimensions[place];
  const compares: Compare[] = [
    dimension === undefined
      ? (one, other) => compareNumbers(one.value, other.value, direction)
      : byKey(place, dimension, direction),
    ...dimensions.map((tie, index) => byKey(index, tie, naturalOrder(tie) === "asc" ? 1 : -1)),
  ];
  return (one, other) => {
    for (const compare of compares) {
      const result = compare(one, other);
      if (result !== 0) return result;
    }
    // Names are no order of their own: two products may share one.
    return JSON.stringify(one.group.keys) < JSON.stringify(other.group.keys) ? -1 : 1;
  };
}

/** The first groups of all in the order of the plan: as many as it shows. */
export function firstGroups(plan: MetricsPlan, groups: readonly MetricGroup[]): MetricGroup[] {
  const metric = plan.metrics.find((key) => key === plan.sort.by);
  const numberIn = (group: MetricGroup) =>
    metric === undefined ? null : numberOf(measureOne(plan, metric, group.keys, factsOf(group)));
  return firstOf(groups, plan.limit, (group) => ({ group, value: numberIn(group) }), orderOf(plan)).map(
    ({ group }) => group,
  );
}

/**
 * The first `limit` items in order. Of a hundred thousand groups a thousand are shown: most are only compared with the last
 * of those, while sorting them all would compare each with a dozen others.
 */
function firstOf<Item, Sorted>(
  items: readonly Item[],
  limit: number,
  toSorted: (item: Item) => Sorted,
  compare: (one: Sorted, other: Sorted) => number,
): Sorted[] {
  let first: Sorted[] = [];
  let last: Sorted | undefined;
  for (const item of items) {
    const next = toSorted(item);
    if (last !== undefined && compare(next, last) >= 0) continue;
    first.push(next);
    if (first.length < limit * 2) continue;
    first = first.sort(compare).slice(0, limit);
    last = first.at(-1);
  }
  return first.sort(compare).slice(0, limit);
}
