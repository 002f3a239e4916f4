import { gettingWorse, productsThatStandOut } from "./patterns/comparison.js";
import { missingBugs, platformsWithoutBugs, uncoveredFeatures, untargetedPlatforms } from "./patterns/coverage.js";
import { type Findings, type NextStep, type Pattern, PRIORITIES } from "./patterns/finding.js";
import { frequentReason, highRejection, noisyTests } from "./patterns/rejection.js";
import { criticalBugsOpen, highAutoAcceptance, lowReview, overdueBugs } from "./patterns/review.js";

const PATTERNS: readonly Pattern[] = [
  missingBugs,
  criticalBugsOpen,
  highRejection,
  frequentReason,
  highAutoAcceptance,
  lowReview,
  overdueBugs,
  productsThatStandOut,
  noisyTests,
  gettingWorse,
  uncoveredFeatures,
  untargetedPlatforms,
  platformsWithoutBugs,
];

/** What stands out in the figures, gravest first. */
export function nextSteps(findings: Findings): NextStep[] {
  const steps = PATTERNS.map((pattern) => pattern(findings)).filter((step) => step !== null);
  return PRIORITIES.flatMap((priority) => steps.filter((step) => step.priority === priority));
}
