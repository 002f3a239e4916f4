import { describe, expect, it } from "vitest";
import type { ProblemPosition, SyncEventEnd } from "../src/index.js";
import { LAST_SYNC_COMPLETED_KEY } from "../src/index.js";
import {
  bug,
  device,
  feature,
  later,
  listing,
  problemPosition,
  product,
  syncState,
  T0,
  test,
} from "./support/fixtures.js";
import { column, openRaw, openTestStore } from "./support/stores.js";

describe("sync states", () => {
  it("are kept per product and phase", async () => {
    const store = await openTestStore();
    const full = syncState(1, {
      lastPass: 7,
      completedPass: 4,
      completeSince: later(-1),
      resumePage: 12,
      resumePageSize: 100,
      resumeSince: later(-2),
      resumeFromPass: 5,
      resumeToPass: 7,
      fullPassAt: later(-3),
      fullPassSince: later(-900),
      failedAt: later(-4),
      failure: "The API did not answer.",
    });
    await store.write(async (tx) => {
      await tx.putSyncState(syncState(1));
      await tx.putSyncState(full);
      await tx.putSyncState(syncState(2));
      await tx.putSyncState(syncState(1, { phase: "FEATURES" }));
    });

    expect(await store.getSyncState(1, "NEW_TESTS")).toEqual(full);
    expect(await store.getSyncState(3, "NEW_TESTS")).toBeNull();
    expect(await store.listSyncStates("NEW_TESTS")).toEqual([full, syncState(2)]);
    expect(await store.listSyncStates("BUGS")).toEqual([]);
  });

  it("are summed up per product, next to what is stored", async () => {
    const store = await openTestStore();
    await store.write(async (tx) => {
      await tx.upsertProducts([product(1), product(2), product(3)], T0);
      await tx.tombstone("products", [3], T0);
      await tx.replaceFeatures(1, [feature(1)], T0);
      const tests = [test(1), test(2), test(3), test(4, { status: "archived" }), test(5)];
      await tx.upsertTests(tests, listing());
      await tx.upsertTests([test(2)], listing(null, { syncedAt: later(2) }));
      await tx.tombstone("tests", [5], T0);
      await tx.replaceBugs({ testIds: [1] }, [], T0);
      await tx.putSyncState(syncState(1));
      await tx.putSyncState(syncState(2, { phase: "FEATURES" }));
      for (const productId of [1, 1, 2]) await tx.addProblemPosition({ ...problemPosition, productId });
    });
    const first = {
      productId: 1,
      title: "Product 1",
      tests: 4,
      features: 1,
      changeableTests: 3,
      testsNeverFetchedBugs: 3,
    };
    const none = { tests: 0, features: 0, changeableTests: 0, staleTests: 0, testsNeverFetchedBugs: 0 };
    const second = { ...none, productId: 2, title: "Product 2", problemPositions: 1, state: null };
    const summaries = (staleTests: number) => [
      { ...first, staleTests, problemPositions: 2, state: syncState(1) },
      second,
    ];
    expect(await store.productSyncSummaries()).toEqual(summaries(0));
    expect(await store.productSyncSummaries({ staleBefore: T0 })).toEqual(summaries(0));
    expect(await store.productSyncSummaries({ staleBefore: later(1) })).toEqual(summaries(2));
    expect(await store.productSyncSummaries({ staleBefore: later(3) })).toEqual(summaries(3));
  });
});

describe("sync events", () => {
  const start = { trigger: "cli", mode: "default", pid: 42, host: "here", startedAt: T0 } as const;
  const end: SyncEventEnd = {
    status: "partial_failure",
    completedAt: later(1),
    durationSeconds: 3.25,
    productsSynced: 1,
    featuresRefreshed: 2,
    testsDiscovered: 3,
    testsUpdated: 4,
    testsDeleted: 5,
    bugsRefreshed: 6,
    requests: 7,
    phases: [{ phase: "PRODUCTS", startedAt: T0.toISOString(), durationSeconds: 1, completed: true }],
    warnings: ["Product 3 did not answer."],
    error: "It broke.",
  };

  it("are numbered, ended, and listed newest first", async () => {
    const store = await openTestStore();
    const ids = await store.write(async (tx) => [await tx.startSyncEvent(start), await tx.startSyncEvent(start)]);
    expect(ids).toEqual([1, 2]);
    await store.write((tx) => tx.endSyncEvent(1, end));

    const [newest, oldest] = await store.listSyncEvents(5);
    expect(newest).toMatchObject({ id: 2, status: "running", completedAt: null, phases: [], warnings: [] });
    expect(oldest).toEqual({ id: 1, ...start, ...end });
    expect(await store.listSyncEvents(1)).toHaveLength(1);
  });

  it("that nobody ends can be declared interrupted", async () => {
    const store = await openTestStore();
    await store.write(async (tx) => {
      await tx.endSyncEvent(await tx.startSyncEvent(start), end);
      await tx.startSyncEvent(start);
    });
    expect(await store.write((tx) => tx.interruptSyncEvents(later(2)))).toBe(1);
    expect((await store.listSyncEvents(5)).map(({ status }) => status)).toEqual(["interrupted", "partial_failure"]);
  });
});

describe("problem positions", () => {
  it("are kept as they come, several at one place if need be, in the order of the list", async () => {
    const store = await openTestStore();
    const places = [
      problemPosition,
      { ...problemPosition, productId: 2 },
      problemPosition,
      { ...problemPosition, position: 3 },
    ];
    const ids = await store.write(async (tx) => {
      const added = [];
      for (const it of places) added.push(await tx.addProblemPosition(it));
      return added;
    });
    expect(ids).toEqual([1, 2, 3, 4]);
    const ofOne = [
      { id: 4, ...places[3] },
      { id: 1, ...problemPosition },
      { id: 3, ...problemPosition },
    ];
    expect(await store.listProblemPositions(1)).toEqual(ofOne);
    expect(await store.listProblemPositions()).toEqual([...ofOne, { id: 2, ...places[1] }]);
  });

  it("are changed and deleted by id", async () => {
    const store = await openTestStore();
    await store.write(async (tx) => {
      await tx.addProblemPosition(problemPosition);
      await tx.addProblemPosition(problemPosition);
    });
    const changed: ProblemPosition = {
      id: 2,
      productId: 3,
      position: 18,
      pageSize: 5,
      beforeId: null,
      beforeEndAt: null,
      afterId: 6,
      afterEndAt: later(6),
      attempts: 2,
      mode: "force",
      mappedTestIds: [],
      firstSeenAt: later(1),
      lastSeenAt: later(2),
    };
    await store.write((tx) => tx.updateProblemPosition(changed));
    await store.write((tx) => tx.updateProblemPosition({ ...changed, id: 77 }));
    expect(await store.listProblemPositions()).toEqual([{ id: 1, ...problemPosition }, changed]);
    await store.write((tx) => tx.deleteProblemPositions([1, 77]));
    expect(await store.listProblemPositions()).toEqual([changed]);
  });
});

describe("metadata", () => {
  it("is set, replaced and deleted", async () => {
    const store = await openTestStore();
    await store.write(async (tx) => {
      await tx.setMetadata("key", "a");
      await tx.setMetadata("key", "b");
    });
    expect(await store.getMetadata("key")).toBe("b");
    await store.write((tx) => tx.deleteMetadata("key"));
    expect(await store.getMetadata("key")).toBeNull();
  });
});

describe("users", () => {
  it("get one id per name and kind, and remember when they were first and last seen", async () => {
    const store = await openTestStore();
    const tess = { username: "tess", type: "tester" } as const;
    await store.write((tx) => tx.upsertUsers([tess, tess, { username: "tess", type: "customer" }], later(1)));
    const counts = await store.write((tx) => tx.upsertUsers([{ username: "uma", type: "tester" }, tess], later(2)));
    expect(counts).toEqual({ inserted: 1, updated: 0 });
    await store.write((tx) => tx.upsertUsers([tess], later(0)));

    const raw = openRaw(store.path);
    const sql = "SELECT id || ' ' || user_type || ' ' || username FROM users ORDER BY id";
    expect(column(raw, sql)).toEqual([
      expect.stringMatching(/^1 .*tess/),
      expect.stringMatching(/^2 .*tess/),
      "3 tester uma",
    ]);
    const times = "SELECT first_seen_at, last_seen_at FROM users WHERE username = 'tess' AND user_type = 'tester'";
    expect(raw.prepare(times).get()).toEqual({
      first_seen_at: "2026-03-01T13:00:00.000+00:00",
      last_seen_at: "2026-03-01T14:00:00.000+00:00",
    });
  });
});

describe("bugs", () => {
  it("are stored though their test is not, with their devices", async () => {
    const store = await openTestStore();
    const write = (...bugs: ReturnType<typeof bug>[]) => store.write((tx) => tx.upsertBugs(bugs, T0));
    expect(await write(bug(1, { testId: 404, devices: [device, device] }), bug(2))).toEqual({
      inserted: 2,
      updated: 0,
    });
    expect(await write(bug(1, { testId: 404, devices: [device] }), bug(2))).toEqual({ inserted: 0, updated: 1 });

    const raw = openRaw(store.path);
    expect(raw.prepare("SELECT * FROM bug_devices").all()).toEqual([
      {
        customer_id: 1,
        bug_id: 1,
        position: 0,
        category: "smartphone",
        vendor: "Apple",
        device: "iPhone 17",
        operating_system: "iOS",
        operating_system_version: "26.1",
        browsers: '["Safari"]',
      },
    ]);
    expect(await store.write((tx) => tx.tombstone("bugs", [1], T0))).toBe(1);
    expect(await write(bug(1, { testId: 404, devices: [device] }))).toEqual({ inserted: 0, updated: 1 });
  });
});

describe("statistics", () => {
  it("count what is alive", async () => {
    const store = await openTestStore();
    expect(await store.stats()).toMatchObject({ tests: 0, oldestTestEndAt: null, lastSyncCompletedAt: null });
    await store.write(async (tx) => {
      await tx.upsertProducts([product(1), product(2)], T0);
      await tx.putSyncState(syncState(1));
      await tx.putSyncState(syncState(2, { succeededAt: null }));
      await tx.upsertTests([test(1), test(2), test(3), test(4, { endAt: null })], listing());
      await tx.tombstone("tests", [1], T0);
      await tx.replaceBugs({ testIds: [2] }, [], T0);
      await tx.upsertBugs([bug(1, { testId: 2 }), bug(2, { testId: 2 }), bug(3), bug(4, { testId: 9 })], T0);
      await tx.tombstone("bugs", [2], T0);
      await tx.setMetadata(LAST_SYNC_COMPLETED_KEY, later(5).toISOString());
    });
    expect(await store.stats()).toEqual({
      path: store.path,
      sizeBytes: expect.any(Number),
      products: 2,
      productsSynced: 1,
      sections: 0,
      features: 0,
      tests: 3,
      bugs: 1,
      users: 0,
      deletedTests: 1,
      testsNeverFetchedBugs: 2,
      problemPositions: 0,
      oldestTestEndAt: later(2),
      newestTestEndAt: later(3),
      lastSyncCompletedAt: later(5),
    });
    expect((await store.stats()).sizeBytes).toBeGreaterThan(100_000);
  });
});
