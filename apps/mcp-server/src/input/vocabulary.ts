import type { Metric } from "@testio/insights";

/** What the TestIO API answers as `product_type`. */
export const PRODUCT_TYPES = [
  "website",
  "mobile_app_ios",
  "mobile_app_android",
  "mobile_app_windows",
  "streaming_app",
  "gaming",
] as const;

export const SORT_ORDERS = ["asc", "desc"] as const;

/** How much the rows of a list say: what is needed to choose one, or all. */
export const DETAILS = ["lean", "full"] as const;

/** In filters: what has no such thing. */
export const NONE = "none";

/** What people call a bug that waits for the customer. */
export const BUG_STATUS_SYNONYMS = { open: "forwarded" };

/** How a quality report is written. */
export const REPORT_FORMATS = ["json", "markdown", "html", "csv"] as const;

/**
 * The metrics of `@testio/insights`, by name: loading all that can be answered only to list the names would double the
 * time a client waits for the list of tools.
 */
export const METRIC_NAMES = [
  "test_count",
  "bug_count",
  "bugs_per_test",
  "bug_severity_score",
  "features_tested",
  "active_testers",
  "tests_created",
  "tests_submitted",
  "overall_acceptance_rate",
  "active_acceptance_rate",
  "auto_acceptance_rate",
  "rejection_rate",
  "review_rate",
  "accepted_bugs",
  "auto_accepted_bugs",
  "rejected_bugs",
  "open_bugs",
  "known_bugs",
  "critical_bugs",
  "high_bugs",
  "low_bugs",
  "avg_days_to_rejection",
] as const satisfies readonly Metric[];

/** How the words of a search are read. */
export const SEARCH_MODES = ["simple", "raw"] as const;
