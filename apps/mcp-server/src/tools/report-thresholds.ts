import type { Settings } from "@testio/config";
import type { ThresholdChoice } from "@testio/insights";

/** The thresholds that the settings say a report goes by. */
export function reportThresholds(settings: Settings): ThresholdChoice {
  return {
    rejection_rate: { warning: settings.rejectionWarning, critical: settings.rejectionCritical },
    auto_acceptance_rate: { warning: settings.autoAcceptanceWarning, critical: settings.autoAcceptanceCritical },
    review_rate: { warning: settings.reviewWarning, critical: settings.reviewCritical },
  };
}
