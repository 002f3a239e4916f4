import { html } from "../../../markup/html.js";
import type { ProductQualityReport } from "../../report.js";
import { fineprint, type Section } from "../parts/section.js";

/** What is missing, stale or failed in what the report was counted from. */
export function trustSection({ as_of, coverage, confidence, scope }: ProductQualityReport): Section {
  const facts: readonly (readonly [string, string | number])[] = [
    ["Last synced", as_of ?? "never"],
    ["Tests with known bugs", `${confidence.tests_with_bug_data} of ${confidence.tests}`],
    ["Bugs never fetched, for tests", coverage.never_fetched],
    ["Stale", coverage.stale],
    ["Failed just now", coverage.failed],
    ["Unreadable places in test lists", coverage.problem_positions],
  ];
  return {
    id: "trust",
    title: "How far this can be trusted",
    content: [
      html`<p><strong>${coverage.complete ? "Nothing in scope is known to be missing." : "Not everything in scope is stored."}</strong> ${confidence.text}</p>`,
      html`<dl class="facts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`,
      coverage.notes.length > 0 && html`<ul class="notes">${coverage.notes.map((note) => html`<li>${note}</li>`)}</ul>`,
      fineprint(scope.period?.applies_to ?? null),
    ],
  };
}
