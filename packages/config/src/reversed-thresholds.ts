import type { Settings } from "./types.js";

type Thresholds = Pick<
  Settings,
  | "rejectionWarning"
  | "rejectionCritical"
  | "autoAcceptanceWarning"
  | "autoAcceptanceCritical"
  | "reviewWarning"
  | "reviewCritical"
>;

/** Thresholds that would call something critical before it warns, a sentence each. */
export function reversedThresholds(settings: Thresholds): string[] {
  const { rejectionWarning, rejectionCritical, autoAcceptanceWarning, autoAcceptanceCritical } = settings;
  const { reviewWarning, reviewCritical } = settings;
  return [
    rejectionWarning > rejectionCritical
      ? `PLAYBOOK_REJECTION_WARNING (${rejectionWarning}) must not be above PLAYBOOK_REJECTION_CRITICAL (${rejectionCritical}).`
      : null,
    autoAcceptanceWarning > autoAcceptanceCritical
      ? `PLAYBOOK_AUTO_ACCEPTANCE_WARNING (${autoAcceptanceWarning}) must not be above PLAYBOOK_AUTO_ACCEPTANCE_CRITICAL (${autoAcceptanceCritical}).`
      : null,
    reviewWarning < reviewCritical
      ? `PLAYBOOK_REVIEW_WARNING (${reviewWarning}) must not be below PLAYBOOK_REVIEW_CRITICAL (${reviewCritical}).`
      : null,
  ].filter((problem) => problem !== null);
}
