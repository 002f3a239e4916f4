import * as z from "zod";
import { defineTool } from "../../define-tool.js";
import { ToolError } from "../../errors/tool-error.js";
import { flag } from "../../input/forgiving.js";
import { SYNCS_DATA, syncOutput } from "../../output/sync.js";
import { runSync } from "../../sync/run-sync.js";

const DONE =
  "Nothing was deleted: what was stored and can still change was fetched again, so that no answer is older than this call.";

/**
 * In an earlier version answers were cached, and clearing the cache made the next ones fresh. The database is no cache:
 * emptying it would lose what TestIO may no longer answer. So this fetches again what may have changed.
 */
export const clearCacheTool = defineTool({
  name: "clear_cache",
  title: "Fetch stored data again",
  description:
    "Fetches again what is stored and can still change: products, features, tests that are not final and their bugs. Deletes nothing.",
  input: z.strictObject({ confirm: flag().describe("Must be true").default(false) }),
  output: syncOutput.extend({ message: z.string() }),
  annotations: SYNCS_DATA,
  async handler({ confirm }, call) {
    if (!confirm) {
      throw new ToolError(
        "clear_cache was not run.",
        "It fetches all data that can still change again, which may take minutes, and was not confirmed.",
        "Call it with confirm: true, or sync_data, which only fetches what is new.",
        null,
        "invalid_arguments",
      );
    }
    const answer = await runSync("clear_cache", { options: { refreshMutable: true }, refreshFeatures: true }, call);
    return { ...answer, message: DONE };
  },
});
