import { countFact, momentFact, namedFact } from "../../answers/facts.js";
import { oneFeatureNamed } from "../../answers/features-named.js";
import { showRecord } from "../../answers/show-record.js";
import { defineCommand, JSON_OPTION } from "../../args/define-command.js";
import { FEATURE } from "../../args/value-source.js";

/** `show feature`: one feature in full. */
export const showFeatureCommand = defineCommand({
  name: "feature",
  summary: "Show a feature: description, how to find it, user stories, how many tests and bugs it has",
  usage: "<feature>",
  positionals: { feature: { type: "string", demandOption: true, description: "Its id or name", completes: FEATURE } },
  options: { json: JSON_OPTION },
  examples: [
    ["$0 show feature 4711", "All about one feature"],
    ["$0 show feature 4711 --json | jq -r '.feature.user_stories[]'", "Only its user stories"],
  ],
  run(args, io) {
    return showRecord(args, io, {
      async ask({ store, settings, options }) {
        const { getFeatureSummary } = await import("@testio/insights");
        return getFeatureSummary(store, await oneFeatureNamed(store, settings, args.feature), options);
      },
      describe: ({ feature }) => ({
        title: `Feature ${feature.id}: ${feature.title}`,
        sections: [
          {
            heading: null,
            facts: [
              ["Product", namedFact(feature.product)],
              ["Sections", feature.sections.map(({ id, title }) => namedFact({ id, name: title })).join(", ")],
              ["Tests", countFact(feature.test_count)],
              ["Bugs", countFact(feature.bug_count)],
              ["Fetched", momentFact(feature.synced_at)],
              ["Deleted", momentFact(feature.deleted_at)],
            ],
          },
          { heading: "Description", text: feature.description },
          { heading: "How to find it", text: feature.howtofind },
          { heading: "User stories", items: feature.user_stories },
        ],
      }),
    });
  },
});
