import type { Settings } from "@testio/config";

/** The settings by which a rate is called conspicuous. */
export type ThresholdSettings = Pick<
  Settings,
  | "rejectionWarning"
  | "rejectionCritical"
  | "autoAcceptanceWarning"
  | "autoAcceptanceCritical"
  | "reviewWarning"
  | "reviewCritical"
>;

/** A table of the thresholds, as people read them. */
export function thresholdTable(settings: ThresholdSettings): string {
  return [
    "| Rate | Warning | Critical |",
    "| --- | --- | --- |",
    `| rejection_rate: rejected of all bugs | from ${percent(settings.rejectionWarning)} | from ${percent(settings.rejectionCritical)} |`,
    `| auto_acceptance_rate: accepted by the clock, of all accepted | from ${percent(settings.autoAcceptanceWarning)} | from ${percent(settings.autoAcceptanceCritical)} |`,
    `| review_rate: accepted by a person or rejected, of all bugs | ${percent(settings.reviewWarning)} or less | ${percent(settings.reviewCritical)} or less |`,
  ].join("\n");
}

export function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
