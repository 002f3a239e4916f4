export type { Clock, InsightOptions } from "./clock.js";
export { InvalidQueryError } from "./errors/invalid-query-error.js";
export { type EntityName, NotFoundError } from "./errors/not-found-error.js";
export type { Freshness, FreshnessReport, FreshnessUnavailable, StaleEntry } from "./freshness.js";
export { type ListedProduct, listProducts, type ProductList, type ProductListQuery } from "./lists/list-products.js";
export {
  type ListedTest,
  listTests,
  type TestEnvironment,
  type TestList,
  type TestListQuery,
} from "./lists/list-tests.js";
export { DEFAULT_PER_PAGE, MAX_PER_PAGE, type PageQuery, type Pagination } from "./lists/pagination.js";
export { type DatabaseStats, getDatabaseStats } from "./summaries/database-stats.js";
export type { PlatformSummary } from "./summaries/platforms.js";
export {
  getProblematicTests,
  type ProblematicTest,
  type ProblematicTests,
  type ProblematicTestsQuery,
} from "./summaries/problematic-tests.js";
export {
  DEFAULT_HISTORY_LIMIT,
  getSyncHistory,
  MAX_HISTORY_LIMIT,
  type SyncHistory,
  type SyncHistoryOptions,
  type SyncHistoryQuery,
  type SyncRun,
} from "./summaries/sync-history.js";
export {
  getTestStatus,
  type TestFeature,
  type TestStatusAnswer,
  type TestStatusDetails,
} from "./summaries/test-status.js";
export type { Coverage, Trust } from "./trust/coverage.js";
export type { RefreshOptions, Staleness } from "./trust/refresh-on-read.js";
