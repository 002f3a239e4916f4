import { debugDetails, describeFailure, isExpected } from "../failure.js";
import type { Io } from "../io.js";
import type { SyncOutcome } from "./run-sync.js";

/** The outcome of a sync that could not begin. */
export function failedOutcome(error: unknown, { env }: Io): SyncOutcome {
  const wantsDetails = !isExpected(error) && env.LOG_LEVEL?.toLowerCase() === "debug";
  return {
    result: {
      status: "failure",
      eventId: null,
      phasesCompleted: [],
      productsSynced: 0,
      featuresRefreshed: 0,
      testsDiscovered: 0,
      testsUpdated: 0,
      testsDeleted: 0,
      bugsRefreshed: 0,
      requests: 0,
      durationSeconds: 0,
      warnings: [],
      errors: describeFailure(error).problems.map((problem) => ({ phase: null, productId: null, ...problem })),
    },
    details: wantsDetails ? [debugDetails(error, [env.TESTIO_CUSTOMER_API_TOKEN])] : [],
  };
}
