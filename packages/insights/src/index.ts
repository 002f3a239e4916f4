export type { Clock, InsightOptions } from "./clock.js";
export { InvalidQueryError } from "./errors/invalid-query-error.js";
export { type EntityName, NotFoundError } from "./errors/not-found-error.js";
export type {
  Freshness,
  FreshnessOptions,
  FreshnessReport,
  FreshnessUnavailable,
  StaleEntry,
} from "./freshness.js";
export type { AppliedBugFilter, BugFilter } from "./lists/bug-filter.js";
export {
  type BugList,
  type BugListQuery,
  type ListedBug,
  type ListedBugDetails,
  listBugs,
} from "./lists/list-bugs.js";
export {
  type FeatureList,
  type FeatureListQuery,
  type ListedFeature,
  type ListedFeatureTexts,
  listFeatures,
} from "./lists/list-features.js";
export { type ListedProduct, listProducts, type ProductList, type ProductListQuery } from "./lists/list-products.js";
export {
  type ListedTest,
  type ListedTestDetails,
  listTests,
  type TestEnvironment,
  type TestList,
  type TestListQuery,
} from "./lists/list-tests.js";
export {
  DEFAULT_ACTIVE_DAYS,
  type ListedUser,
  listUsers,
  type UserList,
  type UserListQuery,
} from "./lists/list-users.js";
export {
  DEFAULT_PER_PAGE,
  LIST_DETAILS,
  type ListDetail,
  MAX_PER_EXPORT_PAGE,
  MAX_PER_PAGE,
  type PageQuery,
  type Pagination,
} from "./lists/pagination.js";
export { type AnalyticsCapabilities, getAnalyticsCapabilities } from "./metrics/capabilities.js";
export { CHART_TYPES, type ChartHint, type ChartType } from "./metrics/chart.js";
export { METRIC_DIMENSIONS, type MetricDimension } from "./metrics/dimensions.js";
export { METRICS, type Metric, type MetricUnit } from "./metrics/metrics.js";
export {
  type FilterValue,
  MAX_DIMENSIONS,
  MAX_METRIC_ROWS,
  type MetricChange,
  type MetricsAnswer,
  type MetricsCell,
  type MetricsOptions,
  type MetricsQuery,
  type MetricsRow,
  type MetricValues,
  type PeriodShown,
} from "./metrics/query.js";
export { queryMetrics } from "./metrics/query-metrics.js";
export { previousPeriod } from "./period/previous-period.js";
export { type Period, type PeriodQuery, resolvePeriod } from "./period/resolve-period.js";
export { type Ratio, REPORT_RATES, type ReportRate } from "./rates/rates.js";
export { type Capped, DEFAULT_LIMITS, type ReportLimits } from "./report/capped.js";
export type { CoveredFeature, FeatureCoverage, UncoveredFeature } from "./report/features.js";
export type { BugFigures, BugsByStatus, ReportSummary } from "./report/figures.js";
export { ReportFileError } from "./report/file/report-file-error.js";
export { reportFileName } from "./report/file/report-file-name.js";
export { formatNamedBy, REPORT_FORMATS, type ReportFormat } from "./report/file/report-formats.js";
export { reportLimits } from "./report/file/report-limits.js";
export { reportText } from "./report/file/report-text.js";
export { type ReportFile, type ReportFileRequest, writeReportFile } from "./report/file/write-report-file.js";
export type { Confidence, Headline } from "./report/headline.js";
export {
  DEFAULT_THRESHOLDS,
  HEALTHS,
  type Health,
  JUDGED_RATES,
  type JudgedRate,
  type ReportThresholds,
  resolveThresholds,
  type Threshold,
  type ThresholdChoice,
} from "./report/health.js";
export type { ReportHtmlOptions } from "./report/html/report-html.js";
export { reportMarkdown } from "./report/markdown/report-markdown.js";
export type { OverTime, TimeFigures } from "./report/over-time.js";
export type { NextStep, Priority } from "./report/patterns/finding.js";
export type { FoundPlatform, PlatformCoverage, TargetPlatform } from "./report/platforms.js";
export type { Change, PreviousPeriod, RateChange } from "./report/previous.js";
export { getProductQualityReport, type QualityReportOptions } from "./report/product-quality-report.js";
export type { RejectionReasons, ReportedRejectionReason } from "./report/rejection-reasons.js";
export type { ProductQualityReport, ReportScope } from "./report/report.js";
export type { JudgedRatio, JudgedRatios, ReportedRate, ReportedRates } from "./report/reported-rates.js";
export type { QualityReportQuery } from "./report/request.js";
export { AUTO_ACCEPTANCE_DAYS, type OldestOpenBug, type ReviewTime } from "./report/review-time.js";
export type { ProductFigures, TestFigures } from "./report/rows.js";
export type { SampleLevel } from "./report/sample.js";
export { type FoundRecord, type SearchAnswer, type SearchPagination, search } from "./search/search.js";
export { DEFAULT_SEARCH_RESULTS, SEARCH_MODES, type SearchMode, type SearchTextQuery } from "./search/search-query.js";
export { SNIPPET_MARKS } from "./search/snippet.js";
export { type BugSummary, type BugSummaryDetails, getBugSummary } from "./summaries/bug-summary.js";
export { type DatabaseStats, getDatabaseStats } from "./summaries/database-stats.js";
export { type FeatureDetails, type FeatureSummary, getFeatureSummary } from "./summaries/feature-summary.js";
export type { PlatformSummary } from "./summaries/platforms.js";
export {
  getProblematicTests,
  type ProblematicTest,
  type ProblematicTests,
  type ProblematicTestsQuery,
} from "./summaries/problematic-tests.js";
export { getProductSummary, type ProductDetails, type ProductSummary } from "./summaries/product-summary.js";
export {
  DEFAULT_HISTORY_LIMIT,
  getSyncHistory,
  MAX_HISTORY_LIMIT,
  type SyncHistory,
  type SyncHistoryOptions,
  type SyncHistoryQuery,
  type SyncRun,
} from "./summaries/sync-history.js";
export type { RecentBug, TestBugs, TestRates } from "./summaries/test-bugs.js";
export {
  getTestStatus,
  type TestFeature,
  type TestStatusAnswer,
  type TestStatusDetails,
  type TestStatusOptions,
} from "./summaries/test-status.js";
export { getUserSummary, type UserDetailsAnswer, type UserSummary } from "./summaries/user-summary.js";
export { type Coverage, coverageOf, type Trust } from "./trust/coverage.js";
export { type BugAnswerScope, type BugScopeTrust, refreshBugScope } from "./trust/refresh-bug-scope.js";
export type { RefreshOptions, RefreshProgress, Staleness } from "./trust/refresh-on-read.js";
