import { count, enumerate } from "../../format/text.js";
import { SAMPLE_SIZES } from "../sample.js";
import type { Findings, NextStep } from "./finding.js";

export function missingBugs({ summary: { tests } }: Findings): NextStep | null {
  if (tests.without_bug_data === 0) return null;
  return {
    pattern: "bugs_never_fetched",
    priority: "high",
    finding: `The bugs of ${tests.without_bug_data} of ${count(tests.total ?? 0, "test")} were never fetched: no figure counts them.`,
    action: "Fetch them before drawing conclusions (testio-mcp sync --bugs), then ask for the report again.",
  };
}

export function uncoveredFeatures({ features: { not_covered, covered } }: Findings): NextStep | null {
  if (not_covered.total === 0) return null;
  return {
    pattern: "features_not_covered",
    priority: "low",
    finding: `${count(not_covered.total, "feature")} of the products ${not_covered.total === 1 ? "was" : "were"} in no test, ${covered.total} in some.`,
    action: "Plan tests for those that matter; remove those the product no longer has from TestIO.",
  };
}

export function untargetedPlatforms({ platforms: { found_on_but_not_aimed_at: names } }: Findings): NextStep | null {
  if (names.length === 0) return null;
  return {
    pattern: "found_on_untargeted_platforms",
    priority: "low",
    finding: `Bugs were found on ${count(names.length, "system")} that no test was aimed at: ${enumerate(names)}.`,
    action: "Decide whether these systems count: aim tests at them, or say that they are out of scope.",
  };
}

export function platformsWithoutBugs({
  platforms: { aimed_at_without_bugs: names },
  summary,
}: Findings): NextStep | null {
  if (names.length === 0 || (summary.bugs?.total ?? 0) < SAMPLE_SIZES.high) return null;
  return {
    pattern: "targeted_platforms_without_bugs",
    priority: "low",
    finding: `Tests were aimed at ${count(names.length, "system")} on which no bug was reported: ${enumerate(names)}.`,
    action: "Ask whether testers with these devices took part.",
  };
}
