import type { Trust } from "@testio/insights";
import { ageInWords, countOf, dayOf } from "./words.js";

/** `12 of 724 tests · synced 5 minutes ago · complete`. */
export function trustLine(parts: readonly string[], { as_of, coverage }: Trust, now: Date): string {
  const age = as_of === null ? "never synced" : `synced ${ageInWords(new Date(as_of), now)}`;
  return [...parts, age, coverageInWords(coverage)].join(" · ");
}

function coverageInWords(coverage: Trust["coverage"]): string {
  const { complete, complete_since, never_fetched, stale, failed, problem_positions } = coverage;
  const floor = complete_since === null ? null : dayOf(new Date(complete_since));
  const shortcomings = [
    ...(never_fetched > 0 ? [`${never_fetched.toLocaleString("en-US")} never fetched`] : []),
    ...(stale > 0 ? [`${stale.toLocaleString("en-US")} stale`] : []),
    ...(failed > 0 ? [`${failed.toLocaleString("en-US")} not refreshed`] : []),
    ...(problem_positions > 0 ? [`${countOf(problem_positions, "test")} unreadable`] : []),
  ];
  if (complete) return [floor === null ? "complete" : `complete since ${floor}`, ...shortcomings].join(", ");
  return ["incomplete", ...(floor === null ? [] : [`nothing before ${floor}`]), ...shortcomings].join(", ");
}
