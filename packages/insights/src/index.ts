export type { Clock, InsightOptions } from "./clock.js";
export { InvalidQueryError } from "./errors/invalid-query-error.js";
export { type EntityName, NotFoundError } from "./errors/not-found-error.js";
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
  getTestStatus,
  type TestFeature,
  type TestStatusAnswer,
  type TestStatusDetails,
} from "./summaries/test-status.js";
export type { Coverage, Trust } from "./trust/coverage.js";
