import { count, enumerate } from "../../format/text.js";
import { JUDGED_RATES } from "../health.js";
import { SAMPLE_SIZES } from "../sample.js";
import { percent, rateInWords, rateName } from "../words.js";
import type { Findings, NextStep } from "./finding.js";

export function productsThatStandOut({ products, rates }: Findings): NextStep | null {
  if (products.length < 2) return null;
  const grave = products.filter(
    ({ health, rates: own }) => health === "critical" && own.rejection_rate.denominator >= SAMPLE_SIZES.high,
  );
  if (grave.length === 0 || grave.length === products.length) return null;
  return {
    pattern: "products_stand_out",
    priority: "medium",
    finding: `${count(grave.length, "product is", "products are")} critical when looked at alone (all together: rejection ${rateInWords(rates.rejection_rate)}): ${enumerate(grave.map(({ product_id }) => product_id))}.`,
    action: "Ask for the report of each of them alone to see why.",
  };
}

export function gettingWorse({ previous }: Findings): NextStep | null {
  if (previous === null) return null;
  const worse = JUDGED_RATES.filter((rate) => {
    const { verdict, change, sample } = previous.changes.rates[rate];
    return verdict === "worse" && Math.abs(change ?? 0) >= 0.05 && (sample === "medium" || sample === "high");
  });
  if (worse.length === 0) return null;
  const changes = worse.map((rate) => {
    const { before, now } = previous.changes.rates[rate];
    return `${rateName(rate).toLowerCase()} from ${percent(before ?? 0)} to ${percent(now ?? 0)}`;
  });
  return {
    pattern: "getting_worse",
    priority: "medium",
    finding: `Worse than in the period before by 5 percentage points or more: ${changes.join(", ")}.`,
    action: "Find out what changed: testers, instructions, reviewers, or what was tested.",
  };
}
