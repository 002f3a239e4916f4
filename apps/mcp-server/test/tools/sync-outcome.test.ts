import type { SyncIssue, SyncResult } from "@testio/sync-core";
import { describe, expect, it } from "vitest";
import { syncAnswer, syncFailure } from "../../src/tools/sync-outcome.js";

function result(fields: Partial<SyncResult> = {}): SyncResult {
  return {
    mode: "default",
    status: "success",
    eventId: 1,
    phasesCompleted: ["PRODUCTS", "FEATURES", "NEW_TESTS"],
    productsSynced: 1,
    featuresRefreshed: 0,
    testsDiscovered: 0,
    testsUpdated: 0,
    testsDeleted: 0,
    bugsRefreshed: 0,
    problemPositions: 0,
    deleted: null,
    plan: null,
    requests: 3,
    durationSeconds: 1,
    warnings: [],
    errors: [],
    ...fields,
  };
}

function issue(message: string, fields: Partial<SyncIssue> = {}): SyncIssue {
  return { phase: "NEW_TESTS", productId: null, message, kind: "ApiServerError", ...fields };
}

describe("what sync_data answers", () => {
  it("names the product an error belongs to, once", () => {
    const errors = [
      issue("It failed.", { productId: 7 }),
      issue("Product 7 is gone.", { productId: 7 }),
      issue("All."),
    ];
    expect(syncAnswer(result({ errors })).errors).toEqual(["Product 7: It failed.", "Product 7 is gone.", "All."]);
  });

  it("stays short however much went wrong, and still says where to look", () => {
    const errors = Array.from({ length: 30 }, (_, index) => issue(`Error ${index}.`));
    const answer = syncAnswer(result({ errors, warnings: ["Take care."], problemPositions: 30 }));
    expect(answer.errors).toHaveLength(22);
    expect(answer.errors.slice(-2)).toEqual([
      "And 10 more.",
      "get_problematic_tests says where they are and what to do.",
    ]);
    expect(answer.warnings).toEqual(["Take care."]);
  });
});

describe("how sync_data fails", () => {
  const locked = result({
    status: "failure",
    errors: [issue("Another sync is running (process 4 on here).", { kind: "SyncLockedError" })],
  });

  it("says who is syncing, and when that is this server itself", () => {
    const other = syncFailure(locked, false);
    expect(other.why).toBe("Another sync is running (process 4 on here).");
    expect(other.next).toContain("Wait until that sync has ended");
    expect(syncFailure(locked, true).why).toBe(`${other.why} It is this server's own background sync.`);
  });

  it("says each reason once, and how to go on", () => {
    const failure = syncFailure(result({ status: "failure", errors: [issue("No."), issue("No.")] }), false);
    expect(failure.why).toBe("No.");
    expect(failure.next).toContain("health_check");
    expect(failure.result).toMatchObject({ status: "failure", requests: 3 });
    expect(syncFailure(result({ status: "cancelled" }), false).next).toContain("goes on where this one stopped");
  });
});
