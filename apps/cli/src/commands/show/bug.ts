import type { BugSummaryDetails } from "@testio/insights";
import { momentFact, namedFact, yesOrNo } from "../../answers/facts.js";
import { showRecord } from "../../answers/show-record.js";
import { defineCommand, JSON_OPTION } from "../../args/define-command.js";
import { BUG } from "../../args/value-source.js";
import { parseId } from "../../ids.js";
import type { Section } from "../../output/sections.js";

/** `show bug`: one bug in full. */
export const showBugCommand = defineCommand({
  name: "bug",
  summary: "Show a bug: steps, expected and actual result, devices, reporter, comments, and why it was rejected",
  usage: "<bug>",
  positionals: { bug: { type: "string", demandOption: true, description: "Its id", completes: BUG } },
  options: { json: JSON_OPTION },
  examples: [
    ["$0 show bug 987654", "All about one bug"],
    ["$0 show bug 987654 --json | jq -r .bug.steps", "Only the steps to reproduce it"],
  ],
  run(args, io) {
    const id = parseId(args.bug, "bug", "show bug 987654");
    return showRecord(args, io, {
      async ask({ store, options }) {
        const { getBugSummary } = await import("@testio/insights");
        return getBugSummary(store, id, options);
      },
      describe: ({ bug }) => ({
        title: `Bug ${bug.id}: ${bug.title}`,
        sections: [
          overview(bug),
          { heading: "Steps", text: bug.steps },
          { heading: "Expected result", text: bug.expected_result },
          { heading: "Actual result", text: bug.actual_result },
          { heading: "Found on", items: bug.found_on },
          ...bug.comments.map(commentSection),
        ],
      }),
    });
  },
});

function overview(bug: BugSummaryDetails): Section {
  const { feature, test, reported_by: reporter } = bug;
  return {
    heading: null,
    facts: [
      ["Severity", bug.severity],
      ["Status", bug.status],
      ["Rejected for", bug.rejection_reason],
      ["Known before", yesOrNo(bug.known)],
      ["Product", namedFact(bug.product)],
      ["Test", namedFact({ id: test.id, name: test.title })],
      ["Feature", feature === null ? null : (feature.title ?? String(feature.id ?? feature.test_feature_id))],
      ["Reported by", reporter === null ? null : reporter.username],
      ["Reported", momentFact(bug.reported_at)],
      ["Rejected", momentFact(bug.rejected_at)],
      ["Exported", momentFact(bug.exported_at)],
      ["Fetched", momentFact(bug.synced_at)],
      ["Deleted", momentFact(bug.deleted_at)],
    ],
  };
}

function commentSection({ author, created_at, body }: BugSummaryDetails["comments"][number]): Section {
  const when = momentFact(created_at);
  return { heading: ["Comment", author ?? "by nobody known", ...(when === null ? [] : [when])].join(", "), text: body };
}
