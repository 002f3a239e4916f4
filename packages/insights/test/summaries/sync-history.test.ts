import { describe, expect, it } from "vitest";
import { getSyncHistory, InvalidQueryError } from "../../src/index.js";
import { addRun, freshStore, NOW } from "../support/store.js";

const asked = { now: () => NOW };
const minutesAgo = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);

describe("getSyncHistory", () => {
  it("answers the runs, newest first, with what each did", async () => {
    const store = await freshStore();
    await addRun(store, minutesAgo(60), { status: "failure", error: "TestIO refused the token." });
    const phases = [
      { phase: "PRODUCTS" as const, startedAt: minutesAgo(30).toISOString(), durationSeconds: 1.5, completed: true },
    ];
    const counts = { productsSynced: 2, featuresRefreshed: 3, testsDiscovered: 4, testsUpdated: 5, testsDeleted: 6 };
    const more = { bugsRefreshed: 7, requests: 8, phases, warnings: ["Something to know."] };
    await addRun(store, minutesAgo(30), { ...counts, ...more }, { trigger: "background", mode: "force" });

    const { runs, has_more, notes } = await getSyncHistory(store, {}, asked);
    expect(runs.map(({ status, error }) => [status, error])).toEqual([
      ["success", null],
      ["failure", "TestIO refused the token."],
    ]);
    expect(runs[0]).toEqual({
      id: expect.any(Number),
      trigger: "background",
      mode: "force",
      status: "success",
      started_at: "2026-06-15T11:30:00.000Z",
      completed_at: "2026-06-15T11:30:04.000Z",
      duration_seconds: 4,
      products_synced: 2,
      features_refreshed: 3,
      tests_discovered: 4,
      tests_updated: 5,
      tests_deleted: 6,
      bugs_refreshed: 7,
      requests: 8,
      phases: [{ phase: "PRODUCTS", started_at: "2026-06-15T11:30:00.000Z", duration_seconds: 1.5, completed: true }],
      warnings: ["Something to know."],
      warnings_left_out: 0,
      error: null,
    });
    expect([has_more, notes]).toEqual([false, []]);
  });

  it("answers ten unless asked otherwise, and says that there were more", async () => {
    const store = await freshStore();
    expect(await getSyncHistory(store, {}, asked)).toEqual({ runs: [], has_more: false, notes: ["No sync ever ran."] });
    for (let minute = 12; minute > 0; minute -= 1) await addRun(store, minutesAgo(minute), {});
    const ten = await getSyncHistory(store, {}, asked);
    expect(ten.runs.map(({ started_at }) => started_at).slice(0, 2)).toEqual([
      "2026-06-15T11:59:00.000Z",
      "2026-06-15T11:58:00.000Z",
    ]);
    expect([ten.runs.length, ten.has_more]).toEqual([10, true]);
    const all = await getSyncHistory(store, { limit: 12 }, asked);
    expect([all.runs.length, all.has_more]).toEqual([12, false]);
  });

  it.each([0, 101, 1.5])("refuses a limit of %s", async (limit) => {
    await expect(getSyncHistory(await freshStore(), { limit }, asked)).rejects.toBeInstanceOf(InvalidQueryError);
  });

  it("tells a run under way from one whose process died", async () => {
    const store = await freshStore();
    await addRun(store, minutesAgo(20), null);
    await addRun(store, minutesAgo(2), null);
    const statuses = async (syncRunning: boolean) => {
      const { runs } = await getSyncHistory(store, {}, { ...asked, syncRunning });
      return runs.map(({ status, duration_seconds }) => [status, duration_seconds]);
    };
    expect(await statuses(true)).toEqual([
      ["running", 120],
      ["interrupted", null],
    ]);
    expect(await statuses(false)).toEqual([
      ["interrupted", null],
      ["interrupted", null],
    ]);
  });

  it("cuts long texts, and says so", async () => {
    const store = await freshStore();
    const warnings = Array.from({ length: 5 }, (_, index) => `${index} ${"x".repeat(300)}`);
    await addRun(store, minutesAgo(1), { status: "partial_failure", warnings, error: "y".repeat(401) });
    const { runs, notes } = await getSyncHistory(store, {}, asked);
    expect(runs[0]?.warnings.map(({ length }) => length)).toEqual([200, 200, 200]);
    expect(runs[0]).toMatchObject({ warnings_left_out: 2, error: `${"y".repeat(399)}…` });
    expect(notes).toEqual([expect.stringContaining("Long texts are cut")]);
  });
});
