/** What a bug's status is shown, filtered and counted as, in order of rank: what needs attention comes first. */
export const BUG_STATUSES = [
  /** Open: waiting for the customer. */
  "forwarded",
  /** By a person. */
  "accepted",
  /** By the clock, ten days after it was forwarded: the API's `accepted` with `auto_accepted`. */
  "auto_accepted",
  "rejected",
  "submitted",
  "manager_approved",
  "question",
] as const;
export type BugStatus = (typeof BUG_STATUSES)[number];

/** Severities and, behind the functional ones, the other kinds of bugs, in order of rank. */
export const BUG_SEVERITIES = [
  "critical",
  "high",
  "low",
  "visual",
  "content",
  "custom",
  "suggestion",
  "spelling",
  "test_case",
] as const;
export type BugSeverity = (typeof BUG_SEVERITIES)[number];

/** What the standard sentences by which bugs are rejected mean. */
export const REJECTION_REASONS = [
  "device_not_relevant",
  "ignored_instructions",
  "intended_behavior",
  "irrelevant",
  "known_bug",
  "not_reproducible",
  "request_timeout",
] as const;
export type RejectionReason = (typeof REJECTION_REASONS)[number];

/** Tests in one of these have been run, or are: what metrics and reports count unless asked otherwise. */
export const EXECUTED_TEST_STATUSES = ["running", "locked", "archived", "customer_finalized"] as const;

/** Test statuses in order of rank: what is under way comes first. */
export const TEST_STATUS_RANK = [
  "running",
  "waiting",
  "initialized",
  "customer_finalized",
  "locked",
  "archived",
  "cancelled",
] as const;

/** How a test is run. */
export const TESTING_TYPES = ["rapid", "focused", "coverage", "usability", "custom"] as const;
