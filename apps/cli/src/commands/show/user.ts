import { countFact, momentFact } from "../../answers/facts.js";
import { showRecord } from "../../answers/show-record.js";
import { oneUserNamed } from "../../answers/users-named.js";
import { defineCommand, JSON_OPTION } from "../../args/define-command.js";
import { USER } from "../../args/value-source.js";

/** `show user`: one tester or customer. */
export const showUserCommand = defineCommand({
  name: "user",
  summary: "Show a tester or customer: bugs reported or tests created, and their last activity",
  usage: "<user>",
  positionals: {
    user: {
      type: "string",
      demandOption: true,
      description: "The id, as list users shows it, or the name",
      completes: USER,
    },
  },
  options: { json: JSON_OPTION },
  examples: [
    ["$0 show user 23", "What one person did"],
    ["$0 show user 23 --json | jq .user.bugs_reported_count", "Only how many bugs they reported"],
  ],
  run(args, io) {
    return showRecord(args, io, {
      async ask({ store, options }) {
        const { getUserSummary } = await import("@testio/insights");
        return getUserSummary(store, await oneUserNamed(store, args.user), options);
      },
      describe: ({ user }) => {
        const count = (value: number | null) => (value === null ? null : countFact(value));
        return {
          title: `User ${user.id}: ${user.username}`,
          sections: [
            {
              heading: null,
              facts: [
                ["Type", user.user_type],
                ["Tests created", count(user.tests_created_count)],
                ["Tests submitted", count(user.tests_submitted_count)],
                ["Bugs reported", count(user.bugs_reported_count)],
                ["Last activity", momentFact(user.last_activity)],
                ["First seen", momentFact(user.first_seen)],
                ["Last seen", momentFact(user.last_seen)],
              ],
            },
          ],
        };
      },
    });
  },
});
