/** Values the API is known to answer (published clients included). They only decide what the drift report counts as new. */
export const KNOWN_PRODUCT_TYPES: ReadonlySet<string> = new Set([
  "website",
  "mobile_app_ios",
  "mobile_app_android",
  "mobile_app_windows",
  "streaming_app",
  "gaming",
]);

export const KNOWN_TEST_STATUSES: ReadonlySet<string> = new Set([
  "initialized",
  "waiting",
  "running",
  "customer_finalized",
  "locked",
  "archived",
  "cancelled",
]);

export const KNOWN_TESTING_TYPES: ReadonlySet<string> = new Set([
  "rapid",
  "focused",
  "coverage",
  "usability",
  "custom",
]);

export const KNOWN_BUG_SEVERITIES: ReadonlySet<string> = new Set([
  "critical",
  "high",
  "low",
  "visual",
  "content",
  "custom",
  "suggestion",
  "spelling",
  "test_case",
]);

export const KNOWN_BUG_STATUSES: ReadonlySet<string> = new Set([
  "accepted",
  "rejected",
  "forwarded",
  "submitted",
  "manager_approved",
  "question",
]);
