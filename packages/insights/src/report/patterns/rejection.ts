import { count, enumerate } from "../../format/text.js";
import { REASON_ADVICE, REASON_WORDS } from "../reason-advice.js";
import { SAMPLE_SIZES } from "../sample.js";
import { percent, rateInWords } from "../words.js";
import { type Findings, isConspicuous, type NextStep, priorityOf } from "./finding.js";

/** A test of which this share of bugs was rejected wastes testers' and reviewers' time. */
const NOISY_SHARE = 0.3;
const NOISE_SAMPLE = SAMPLE_SIZES.medium;

export function highRejection({ rates: { rejection_rate: rate }, reasons }: Findings): NextStep | null {
  const [top] = reasons.reasons;
  if (!isConspicuous(rate) || top === undefined) return null;
  return {
    pattern: "high_rejection",
    priority: priorityOf(rate.health),
    finding: `Rejection is at ${rateInWords(rate)}; the most frequent reason is ${inWords(top.reason)}, ${rateInWords(top.share)}.`,
    action: REASON_ADVICE[top.reason ?? "none"] ?? "Look at some of the rejected bugs together with the test manager.",
  };
}

/** A reason of which there are many, below the threshold for rejections as a whole. */
export function frequentReason({ rates: { rejection_rate: rate }, reasons }: Findings): NextStep | null {
  const [top] = reasons.reasons;
  const share = top?.share.value ?? 0;
  if (isConspicuous(rate) || !top?.reason || top.bugs < SAMPLE_SIZES.high || share <= 0.5) return null;
  return {
    pattern: "one_rejection_reason",
    priority: "low",
    finding: `More than half of the rejections, ${rateInWords(top.share)}, are for one reason: ${inWords(top.reason)}.`,
    action: REASON_ADVICE[top.reason] ?? "Look at some of these bugs together with the test manager.",
  };
}

export function noisyTests({ tests }: Findings): NextStep | null {
  const noisy = tests.filter(({ rates: { rejection_rate: rate } }) => {
    return rate.denominator >= NOISE_SAMPLE && rate.numerator / rate.denominator > NOISY_SHARE;
  });
  if (noisy.length === 0) return null;
  return {
    pattern: "noisy_tests",
    priority: "medium",
    finding: `Of the ${count(tests.length, "test")} listed, ${noisy.length} had more than ${percent(NOISY_SHARE)} of at least ${NOISE_SAMPLE} bugs rejected: ${enumerate(noisy.map(({ test_id }) => test_id))}.`,
    action: "Compare their instructions with those of tests that went well.",
  };
}

function inWords(reason: string | null): string {
  return REASON_WORDS[reason ?? "none"] ?? `"${reason}"`;
}
