import type { TestBugs, TestStatusDetails } from "@testio/insights";
import { countFact, countsFact, momentFact, namedFact, namesFact } from "../../answers/facts.js";
import { showRecord } from "../../answers/show-record.js";
import { defineCommand, JSON_OPTION } from "../../args/define-command.js";
import { TEST } from "../../args/value-source.js";
import { parseId } from "../../ids.js";
import { shareText } from "../../output/column.js";
import type { Section } from "../../output/sections.js";

/** `show test`: everything about one test. */
export const showTestCommand = defineCommand({
  name: "test",
  summary: "Show a test: status, goal, instructions, features, platforms, and its bugs with acceptance rates",
  usage: "<test>",
  positionals: { test: { type: "string", demandOption: true, description: "Its id", completes: TEST } },
  options: { json: JSON_OPTION },
  examples: [
    ["$0 show test 123456", "All about one test; fetched first if that is due"],
    ["$0 show test 123456 --json | jq .bugs.by_status", "Its bugs by status, for programs"],
  ],
  run(args, io) {
    const id = parseId(args.test, "test", "show test 123456");
    return showRecord(args, io, {
      async ask({ store, settings: { autoAcceptanceAlert }, options }) {
        const { getTestStatus } = await import("@testio/insights");
        return getTestStatus(store, id, { ...options, autoAcceptanceAlert });
      },
      describe: ({ test, bugs }) => ({
        title: `Test ${test.id}: ${test.title}`,
        sections: [overview(test), ...bugSections(bugs), ...textSections(test)],
      }),
    });
  },
});

function overview(test: TestStatusDetails): Section {
  const severities = (["low", "high", "critical"] as const).filter((name) => test[`enable_${name}`] === true);
  const { test_environment: environment } = test;
  return {
    heading: null,
    facts: [
      ["Product", namedFact(test.product)],
      ["Status", test.status],
      ["Review", test.review_status],
      ["Type", test.testing_type],
      ["Starts", momentFact(test.starts_at)],
      ["Ends", momentFact(test.ends_at)],
      ["Duration", test.duration],
      ["Asks for", severities.length === 0 ? null : `bugs of severity ${namesFact(severities)}`],
      ["Environment", environment === null ? null : [environment.title, environment.url].filter(Boolean).join(", ")],
      ["Created by", test.created_by],
      ["Submitted by", test.submitted_by],
      ["Fetched", momentFact(test.synced_at)],
      ["Deleted", momentFact(test.deleted_at)],
    ],
  };
}

function bugSections(bugs: TestBugs | null): Section[] {
  if (bugs === null) {
    return [{ heading: "Bugs", text: "Not known: they were never fetched. Fetch them with testio-mcp sync --bugs." }];
  }
  if (bugs.total === 0) return [{ heading: "Bugs", text: "None were reported." }];
  const rate = (label: string, name: "overall_acceptance_rate" | "auto_acceptance_rate" | "rejection_rate") => {
    const { value, numerator, denominator } = bugs.rates[name];
    return [label, value === null ? null : `${shareText(value)} (${numerator} of ${denominator})`] as const;
  };
  return [
    {
      heading: "Bugs",
      facts: [
        ["Reported", countFact(bugs.total)],
        ["Known before", bugs.known === 0 ? null : countFact(bugs.known)],
        ["By status", countsFact(bugs.by_status)],
        ["By severity", countsFact(bugs.by_severity)],
        ["Rejected for", countsFact(bugs.by_rejection_reason)],
        rate("Accepted", "overall_acceptance_rate"),
        rate("By the clock", "auto_acceptance_rate"),
        rate("Rejected", "rejection_rate"),
      ],
    },
    {
      heading: "Latest bugs",
      items: bugs.recent_bugs.map(({ id, severity, status, title }) => `${id}, ${severity}, ${status}: ${title}`),
    },
  ];
}

function textSections(test: TestStatusDetails): Section[] {
  return [
    { heading: "Goal", text: test.goal },
    { heading: "Instructions", text: test.instructions },
    { heading: "Out of scope", text: test.out_of_scope },
    {
      heading: "Features",
      items: test.features.map(({ feature_id: id, title }) => (id === null ? title : `${title} (${id})`)),
    },
    {
      heading: "Platforms",
      items: test.requirements_summary.map(({ platform, browsers }) => [platform, ...browsers].join(", ")),
    },
  ];
}
