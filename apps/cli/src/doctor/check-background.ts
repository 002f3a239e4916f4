import type { BackgroundState } from "@testio/sync-core";
import { breakerInWords, nextSyncInWords } from "../status/background-in-words.js";
import { type Check, checksOf } from "./check.js";

const background = checksOf("background");

/** Whether a server keeps the data fresh, and whether it can. */
export function checkBackground(state: BackgroundState | null, now: Date): Check {
  const paused = breakerInWords(state, now);
  if (paused !== null) return background.wrong(`Paused ${paused} Mend that; it then goes on by itself.`);
  if (state === null || state.activity === "stopped") {
    return background.ok("No server is running; testio-mcp serve would sync from time to time.");
  }
  const next = `Next sync: ${nextSyncInWords(state, now)}.`;
  if (state.last?.status === "failure") {
    return background.hint(`The last background sync failed: ${state.last.reason ?? "no reason is known."} ${next}`);
  }
  return background.ok(next);
}
