import { defineCommand, JSON_OPTION } from "../../args/define-command.js";
import { EXIT_CODES } from "../../exit-codes.js";
import { type Io, writeLine } from "../../io.js";
import { toJsonText } from "../../output/snake-case.js";
import { countOf } from "../../output/words.js";
import { clearPositions } from "../../problematic/clear-positions.js";
import { commandSettings } from "../../settings.js";
import { withStoredData } from "../../stored-data.js";
import { assertConsentPossible, demandConsent } from "../../terminal/demand-consent.js";

/** `problematic clear`: forgets all problem positions. */
export const clearCommand = defineCommand({
  name: "clear",
  summary: "Forget all unreadable positions and the tests mapped to them",
  options: {
    yes: { type: "boolean", alias: "y", default: false, description: "Do not ask" },
    json: JSON_OPTION,
  },
  examples: [
    ["$0 problematic clear", "Shows how many there are, and asks"],
    ["$0 problematic clear --yes", "For scripts"],
  ],
  async run(args, io) {
    assertConsentPossible("problematic clear deletes what is known about unreadable positions", args.yes, io);
    const settings = commandSettings(io, args["env-file"]);
    const { readSyncLock } = await import("@testio/sync-core");
    const cleared = await withStoredData(settings, async (store) => {
      const positions = await store.listProblemPositions();
      if (positions.length === 0) return { deleted: 0, foundByNextSync: true };
      const mapped = positions.filter(({ mappedTestIds }) => mappedTestIds.length > 0).length;
      await ask(positions.length, mapped, args.yes, io);
      const deleted = await clearPositions(store);
      // A sync that is running writes what it knew of the lists when it began.
      const lock = await readSyncLock(store.path);
      const isRunning = lock !== null && !lock.stale;
      return { deleted, foundByNextSync: settings.sweepIntervalSeconds > 0 && !isRunning };
    });
    const { deleted, foundByNextSync } = cleared ?? { deleted: 0, foundByNextSync: true };
    writeLine(io.stdout, args.json ? toJsonText({ deleted }) : clearedText(deleted, foundByNextSync));
    return EXIT_CODES.done;
  },
});

function ask(count: number, mapped: number, yes: boolean, io: Io): Promise<void> {
  const withTests = mapped === 0 ? "" : `, ${mapped} with tests mapped to ${mapped === 1 ? "it" : "them"}`;
  return demandConsent(`Forget ${countOf(count, "unreadable position")}${withTests}?`, yes, io);
}

function clearedText(deleted: number, foundByNextSync: boolean): string {
  if (deleted === 0) return "There are no unreadable positions to forget.";
  const forgotten = `${countOf(deleted, "unreadable position")} forgotten.`;
  const again = deleted === 1 ? "it again if it is still there" : "them again if they are still there";
  return foundByNextSync
    ? `${forgotten} The next sync reads the lists concerned to their ends, and finds ${again}.`
    : `${forgotten} The next sync with --force finds ${again}.`;
}
