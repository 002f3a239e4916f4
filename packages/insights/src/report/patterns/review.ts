import { count } from "../../format/text.js";
import { rateInWords } from "../words.js";
import { type Findings, isConspicuous, type NextStep, priorityOf } from "./finding.js";

export function criticalBugsOpen({ criticalOpen }: Findings): NextStep | null {
  if (criticalOpen === 0) return null;
  return {
    pattern: "critical_bugs_open",
    priority: "high",
    finding: `${count(criticalOpen, "critical bug is", "critical bugs are")} open, without a decision.`,
    action: "Decide about them first: list_bugs with severity critical and status open shows them.",
  };
}

export function highAutoAcceptance({ rates: { auto_acceptance_rate: rate }, review }: Findings): NextStep | null {
  if (!isConspicuous(rate)) return null;
  return {
    pattern: "high_auto_acceptance",
    priority: priorityOf(rate.health),
    finding: `Auto-acceptance is at ${rateInWords(rate)}: nobody decided about these bugs within ${review.auto_acceptance_after_days} days.`,
    action:
      "Agree on who reviews bugs and how often; smaller or fewer tests at a time help where there are more bugs than time.",
  };
}

export function lowReview({ rates: { review_rate: rate, auto_acceptance_rate: auto } }: Findings): NextStep | null {
  if (!isConspicuous(rate)) return null;
  const clock = auto.numerator > 0 ? ` ${auto.numerator} were accepted by the clock.` : "";
  return {
    pattern: "low_review",
    priority: priorityOf(rate.health),
    finding: `A person decided about ${rateInWords(rate)} of the bugs.${clock}`,
    action: "Plan time for reviews right after each test ends, or hand them to the team that owns the feature.",
  };
}

export function overdueBugs({ review: { open, auto_acceptance_after_days: days } }: Findings): NextStep | null {
  if (open.beyond_auto_acceptance === 0 || open.oldest === null) return null;
  return {
    pattern: "bugs_open_too_long",
    priority: "medium",
    finding: `${count(open.beyond_auto_acceptance, "bug has", "bugs have")} been open for more than ${days} days; the oldest, ${open.oldest.bug_id}, for ${open.oldest.age_days}.`,
    action:
      "Decide about them, or ask TestIO why the clock did not: list_bugs with status open, sorted by reported_at ascending.",
  };
}
