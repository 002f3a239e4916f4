import type { SyncMode } from "@testio/store";
import { debugDetails, describeFailure, isExpected } from "../failure.js";
import type { Io } from "../io.js";
import type { SyncOutcome } from "./sync-session.js";

/** The outcome of a sync that could not begin: because of an error, or because the user interrupted before it did. */
export function failedOutcome(
  error: unknown,
  mode: SyncMode,
  { env, signal }: Pick<Io, "env" | "signal">,
): SyncOutcome {
  const cancelled = signal.aborted;
  const problems = cancelled ? [] : describeFailure(error).problems;
  const wantsDetails = !cancelled && !isExpected(error) && env.LOG_LEVEL?.toLowerCase() === "debug";
  return {
    result: {
      mode,
      status: cancelled ? "cancelled" : "failure",
      eventId: null,
      phasesCompleted: [],
      productsSynced: 0,
      featuresRefreshed: 0,
      testsDiscovered: 0,
      testsUpdated: 0,
      testsDeleted: 0,
      bugsRefreshed: 0,
      problemPositions: 0,
      deleted: null,
      plan: null,
      requests: 0,
      durationSeconds: 0,
      warnings: [],
      errors: problems.map((problem) => ({ phase: null, productId: null, ...problem })),
    },
    details: wantsDetails ? [debugDetails(error, [env.TESTIO_CUSTOMER_API_TOKEN])] : [],
  };
}
