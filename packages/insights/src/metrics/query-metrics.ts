import type { AggregateFilter, Store } from "@testio/store";
import { day } from "../format/dates.js";
import { addDays } from "../period/days.js";
import type { BoundedPeriod } from "../period/period-before.js";
import type { Trust } from "../trust/coverage.js";
import { chartHint } from "./chart.js";
import { isKeyedById } from "./dimensions.js";
import { explain, warningsOf } from "./explain.js";
import { countGroups, filterIn, type MetricGroup, OtherPeriod } from "./groups.js";
import { METRIC_DEFINITIONS } from "./metrics.js";
import { type MetricsPlan, planQuery } from "./plan.js";
import type { MetricsAnswer, MetricsOptions, MetricsQuery, PeriodShown } from "./query.js";
import { type MeasuredGroup, measureGroups, nameGroups, toRow } from "./rows.js";
import { refreshedBugs, testsAsStored } from "./scope-trust.js";
import { firstGroups } from "./sort-groups.js";

/**
 * Counts tests and bugs by up to three dimensions. Bugs that are due are fetched first, as far as `waitMs` (default 60
 * seconds) allows; what is missing after that stands in `coverage`.
 *
 * @throws InvalidQueryError when something asked for does not exist, with what does.
 */
export async function queryMetrics(store: Store, query: MetricsQuery, options: MetricsOptions): Promise<MetricsAnswer> {
  const started = performance.now();
  const plan = await planQuery(store, query, options.now());
  options.signal?.throwIfAborted();
  const filters = await filtersOf(store, plan);
  const trust = await trustOf(store, plan, filters, options);
  const count = (filter: AggregateFilter) => countGroups(store, plan, filter, options.signal);
  const groups = await count(filters.current);
  const before = filters.previous === null ? null : new OtherPeriod(await count(filters.previous));
  const answer = await answerOf(store, plan, groups, before);
  options.onProgress?.({ message: "Counted", fraction: 1 });
  return {
    ...answer,
    metadata: { ...answer.metadata, query_time_ms: Math.round(performance.now() - started) },
    ...trust,
  };
}

interface Filters {
  current: AggregateFilter;
  previous: AggregateFilter | null;
}

/** The tests to count, in the period and in the one before. */
async function filtersOf(store: Store, { filter, period, previous, testsLimit }: MetricsPlan): Promise<Filters> {
  const limited = async (whole: AggregateFilter): Promise<AggregateFilter> =>
    testsLimit === null ? whole : { ...whole, testIds: await store.newestTestIds(whole, testsLimit) };
  return {
    current: await limited(filterIn(filter, period.from, period.before)),
    previous: previous === null ? null : await limited(filterIn(filter, previous.from, previous.before)),
  };
}

async function trustOf(store: Store, plan: MetricsPlan, filters: Filters, options: MetricsOptions): Promise<Trust> {
  const { current, previous } = filters;
  // The one ends where the other begins.
  const both: AggregateFilter =
    previous === null
      ? current
      : {
          ...current,
          ...(previous.endFrom ? { endFrom: previous.endFrom } : {}),
          ...(current.testIds && previous.testIds
            ? { testIds: [...new Set([...current.testIds, ...previous.testIds])] }
            : {}),
        };
  return plan.countsBugs ? refreshedBugs(store, both, options) : testsAsStored(store, both);
}

async function answerOf(
  store: Store,
  plan: MetricsPlan,
  groups: readonly MetricGroup[],
  before: OtherPeriod | null,
): Promise<Omit<MetricsAnswer, keyof Trust>> {
  const { metrics, dimensions, sort, limit, applied, period } = plan;
  const all = before?.withGone(groups) ?? groups;
  // Names are looked up for what is shown alone, unless they decide what that is.
  const deciding = dimensions.filter((dimension) => dimension === sort.by && isKeyedById(dimension));
  const sortable = deciding.length === 0 ? all : await nameGroups(store, plan, all, deciding);
  const named = await nameGroups(store, plan, measureGroups(plan, firstGroups(plan, sortable), before));
  const shown = { start: period.start, end: period.end };
  const previous = plan.previous === null ? null : shownPeriod(plan.previous);
  return {
    data: named.map((group) => toRow(plan, group)),
    metadata: {
      total_rows: all.length,
      has_more: all.length > limit,
      dimensions_used: dimensions,
      metrics_used: metrics,
      definitions: Object.fromEntries(metrics.map((metric) => [metric, METRIC_DEFINITIONS[metric].formula])),
      filters_applied: applied,
      period: shown,
      previous_period: previous,
      query_time_ms: 0,
    },
    query_explanation: explain(plan, shown, previous),
    warnings: warningsOf(plan, { total: all.length, shown: named.length }, shown),
    visualization_hint: chartHint(dimensions, metrics, named.length, valuesOf(plan, named)),
  };
}

function shownPeriod({ from, before }: BoundedPeriod): PeriodShown {
  return { start: day(from), end: day(addDays(before, -1)) };
}

/** How many different values each dimension has. */
function valuesOf({ dimensions }: MetricsPlan, groups: readonly MeasuredGroup[]): number[] {
  return dimensions.map((_, place) => new Set(groups.map(({ keys }) => JSON.stringify(keys[place]))).size);
}
