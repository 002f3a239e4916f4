import { type AggregateFilter, type AggregateKey, EXECUTED_TEST_STATUSES, type Store } from "@testio/store";
import { InvalidQueryError } from "../errors/invalid-query-error.js";
import { ALL } from "../lists/usual-values.js";
import { dimensionNamed, isOfBugs, isTime, METRIC_DIMENSIONS, type MetricDimension } from "./dimensions.js";
import {
  bugStatuses,
  fieldOf,
  flags,
  idOf,
  listed,
  presentValues,
  quoted,
  statusMeaning,
  textValues,
  timeValues,
  usualValues,
} from "./filter-values.js";
import { namedValues } from "./named-values.js";
import type { FilterValue, MetricsQuery } from "./query.js";

/** Filters as they were understood. */
export interface MetricFilters {
  filter: AggregateFilter;
  /** Whether bugs are narrowed down, and not only their tests. */
  ofBugs: boolean;
  /** By dimension, for the answer. */
  applied: Record<string, (string | number)[]>;
}

/** The dimension a filter is of: `status` is of the one its values belong to. */
function filterDimension(key: string, values: readonly FilterValue[]): MetricDimension {
  const name = key.trim().toLowerCase();
  if (name === "status") return statusMeaning(fieldOf(key), values);
  const dimension = dimensionNamed(name);
  if (dimension !== null) return dimension;
  const platform = /platform/.test(name)
    ? " A platform is either target_platform (where a test was aimed) or found_platform (where a bug was found)."
    : "";
  throw new InvalidQueryError(
    fieldOf(key),
    `There is no filter ${quoted(key)}.${platform} Valid: ${["status", ...METRIC_DIMENSIONS].join(", ")}.`,
  );
}

/**
 * @throws InvalidQueryError when a filter is none, is given twice, or has a value it cannot have.
 */
export async function understandFilters(store: Store, filters: MetricsQuery["filters"] = {}): Promise<MetricFilters> {
  const result: MetricFilters = { filter: {}, ofBugs: false, applied: {} };
  for (const [key, value] of Object.entries(filters)) {
    const values = value === undefined ? [] : listed(value);
    if (values.length === 0) continue;
    const dimension = filterDimension(key, values);
    if (dimension in result.applied) {
      throw new InvalidQueryError(
        fieldOf(key),
        `The filter ${dimension} is given twice: put its values into one list.`,
      );
    }
    const { part, shown } = await understand(store, dimension, fieldOf(key), values);
    result.applied[dimension] = shown;
    result.ofBugs ||= isOfBugs(dimension);
    const times = [...(result.filter.times ?? []), ...(part.times ?? [])];
    Object.assign(result.filter, part, times.length === 0 ? {} : { times });
  }
  // Whoever names tests wants those, whatever has become of them.
  if (!("test_status" in result.applied) && result.filter.testIds === undefined) {
    result.filter.testStatuses = EXECUTED_TEST_STATUSES;
    result.applied.test_status = [...EXECUTED_TEST_STATUSES];
  }
  return result;
}

interface Understood {
  part: AggregateFilter;
  /** The values, for the answer. */
  shown: (string | number)[];
}

const orNone = (values: readonly (string | number | null)[]) => values.map((value) => value ?? "none");

async function understand(
  store: Store,
  dimension: MetricDimension,
  field: string,
  values: readonly FilterValue[],
): Promise<Understood> {
  if (isTime(dimension)) {
    const stretches = timeValues(field, dimension, values);
    return { part: { times: [{ by: dimension, values: stretches }] }, shown: orNone(stretches) };
  }
  switch (dimension) {
    case "product":
    case "feature":
    case "test_environment":
    case "tester":
    case "customer":
      return namedFilter(dimension, await namedValues(store, dimension, field, values));
    case "test": {
      const testIds = testIdsOf(field, values);
      return { part: { testIds }, shown: testIds };
    }
    default:
      return plainFilter(store, dimension, field, values);
  }
}

function testIdsOf(field: string, values: readonly FilterValue[]): number[] {
  return values.map((value) => {
    const id = idOf(value);
    if (id === null) throw new InvalidQueryError(field, `${field} cannot be ${quoted(value)}: it takes ids of tests.`);
    return id;
  });
}

function namedFilter(
  dimension: "product" | "feature" | "test_environment" | "tester" | "customer",
  keys: readonly (AggregateKey | null)[],
): Understood {
  const ids = [...new Set(keys.map((key) => key?.id ?? null))];
  const names = [...new Set(keys.map((key) => key?.label ?? null))];
  switch (dimension) {
    case "product":
      return { part: { productIds: ids.filter((id) => id !== null) }, shown: orNone(ids) };
    case "feature":
      return { part: { featureIds: ids }, shown: orNone(ids) };
    case "test_environment":
      return { part: { environmentIds: ids }, shown: orNone(ids) };
    case "tester":
      return { part: { testers: names }, shown: orNone(names) };
    case "customer":
      return { part: { customers: names }, shown: orNone(names) };
  }
}

type PlainDimension =
  | "testing_type"
  | "test_status"
  | "target_platform"
  | "severity"
  | "bug_status"
  | "rejection_reason"
  | "known_bug"
  | "found_platform";

async function plainFilter(
  store: Store,
  dimension: PlainDimension,
  field: string,
  values: readonly FilterValue[],
): Promise<Understood> {
  switch (dimension) {
    case "testing_type": {
      const testingTypes = await usualValues(store, dimension, field, values);
      return { part: { testingTypes }, shown: orNone(testingTypes) };
    }
    case "test_status": {
      const testStatuses = await presentValues(store, dimension, field, values, [ALL]);
      return testStatuses.includes(ALL) ? { part: {}, shown: [ALL] } : { part: { testStatuses }, shown: testStatuses };
    }
    case "severity": {
      const severities = await presentValues(store, dimension, field, values);
      return { part: { severities }, shown: severities };
    }
    case "bug_status": {
      const statuses = await bugStatuses(store, field, values);
      return { part: { bugStatuses: statuses }, shown: statuses };
    }
    case "rejection_reason": {
      const rejectionReasons = await usualValues(store, dimension, field, values);
      return { part: { rejectionReasons }, shown: orNone(rejectionReasons) };
    }
    case "known_bug": {
      const tags = new Set(flags(field, values));
      return { part: tags.size === 1 ? { known: tags.has("true") } : {}, shown: [...tags] };
    }
    case "target_platform":
      return { part: { targetPlatforms: textValues(values) }, shown: orNone(textValues(values)) };
    case "found_platform":
      return { part: { foundPlatforms: textValues(values) }, shown: orNone(textValues(values)) };
  }
}
