import type { Store } from "@testio/store";
import {
  type BugListQuery,
  getProductQualityReport,
  listBugs,
  listTests,
  type Metric,
  type MetricsQuery,
  type QualityReportQuery,
  queryMetrics,
  type Ratio,
  type TestListQuery,
} from "../../src/index.js";

/** The number a metric has over everything that matches. */
export type Figure = number | Ratio;

const LARGEST_PAGE = 200;

/** Asks one store the same questions in every way there is; the answers are numbers. */
export function askersOf(store: Store, now: () => Date) {
  const metrics = (query: MetricsQuery) => queryMetrics(store, query, { now });
  return {
    async bugsListed(query: BugListQuery): Promise<number> {
      return (await listBugs(store, { ...query, per_page: 1 }, { now })).pagination.total;
    },
    async testsListed(query: TestListQuery): Promise<number> {
      return (await listTests(store, { ...query, per_page: 1 }, { now })).pagination.total;
    },
    async testIds(query: TestListQuery): Promise<number[]> {
      const { tests, pagination } = await listTests(store, { ...query, per_page: LARGEST_PAGE }, { now });
      if (pagination.has_more) throw new Error("More tests than a page holds.");
      return tests.map(({ test_id }) => test_id);
    },
    /** A metric in one number. */
    async metric(metric: Metric, query: Omit<MetricsQuery, "metrics"> = {}): Promise<Figure | undefined> {
      const { data } = await metrics({ ...query, metrics: [metric] });
      return data[0]?.[metric] as Figure | undefined;
    },
    /** A metric by the keys (ids where there are some) of one dimension. */
    async metricBy(metric: Metric, dimension: string, filters: MetricsQuery["filters"] = {}) {
      const { data } = await metrics({ metrics: [metric], dimensions: [dimension], filters });
      return new Map(data.map((row) => [row[`${dimension}_id`] ?? row[dimension] ?? null, row[metric] as Figure]));
    },
    report: (query: QualityReportQuery) => getProductQualityReport(store, query, { now, limits: WHOLE }),
  };
}

const WHOLE = { tests: 1000, products: 1000, features: 1000, platforms: 1000, periods: 1000 };
