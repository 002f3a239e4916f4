import type { SyncRun } from "@testio/insights";
import { describe, expect, it } from "vitest";
import { createBackgroundMonitor } from "../../src/background/background-status.js";
import { type SyncFacts, syncView } from "../../src/dashboard/data/sync-view.js";

const NOW = new Date("2026-06-30T12:00:00Z");
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);
const waiting = {
  ...createBackgroundMonitor().status(),
  activity: "waiting",
  reason: null,
  intervalSeconds: 900,
} as const;

const RUN: SyncRun = {
  id: 7,
  trigger: "background",
  mode: "default",
  status: "success",
  started_at: ago(5).toISOString(),
  completed_at: ago(4).toISOString(),
  duration_seconds: 83.4,
  products_synced: 2,
  features_refreshed: 0,
  tests_discovered: 1,
  tests_updated: 1200,
  tests_deleted: 0,
  bugs_refreshed: 0,
  requests: 9,
  phases: [],
  warnings: [],
  warnings_left_out: 0,
  error: null,
};

const view = (facts: Partial<SyncFacts> = {}) =>
  syncView({
    now: NOW,
    background: { ...waiting, nextAt: ago(-11) },
    running: null,
    live: null,
    lastCompletedAt: ago(4),
    latest: RUN,
    problemPositions: 0,
    failure: null,
    ...facts,
  });

describe("the sync in words", () => {
  it("is up to date", () => {
    expect(view()).toEqual({
      tone: "good",
      headline: "Up to date",
      detail: "Synced 4 minutes ago.",
      progress: null,
      facts: {
        completed: "4 minutes ago (30 Jun 2026, 11:56 UTC)",
        latest: "success, started 5 minutes ago by the schedule, took 1 min 23 s: 1 test new, 1,200 tests changed",
        next: "in 11 minutes (30 Jun 2026, 12:11 UTC)",
        breaker: "closed: nothing holds the schedule up",
        problems: "none",
      },
    });
  });

  it("is running: here, or in another process", () => {
    const live = { message: "Syncing tests", fraction: 0.4 };
    expect(view({ live })).toMatchObject({ tone: "busy", detail: "Syncing tests", progress: { fraction: 0.4 } });
    expect(view({ running: { holder: "process 12" } })).toMatchObject({
      headline: "Syncing",
      detail: "Another process is at it: process 12.",
      progress: { fraction: null },
    });
  });

  it("is paused", () => {
    const breaker = { openedAt: ago(3), until: ago(-12), reason: "TestIO does not answer." };
    const { tone, detail, facts } = view({ background: { ...waiting, activity: "paused", breaker } });
    expect([tone, detail]).toEqual(["bad", "TestIO does not answer."]);
    expect(facts.breaker).toBe("open since 30 Jun 2026, 11:57 UTC, tries again at 30 Jun 2026, 12:12 UTC");
  });

  it.each([
    ["failure", "bad", "The last sync failed"],
    ["partial_failure", "warning", "The last sync was done in part"],
    ["interrupted", "warning", "The last sync was interrupted"],
  ] as const)("ended in %s", (status, tone, headline) => {
    const latest = { ...RUN, status, error: "Because." };
    expect(view({ latest })).toMatchObject({ tone, headline, detail: "Because." });
  });

  it("was asked for and failed", () => {
    expect(view({ failure: "No token." })).toMatchObject({
      headline: "The sync asked for failed",
      detail: "No token.",
    });
  });

  it("never ran", () => {
    const background = createBackgroundMonitor().status();
    expect(view({ latest: null, lastCompletedAt: null, background })).toMatchObject({
      tone: "idle",
      headline: "Nothing was synced yet",
      detail: "This process does not sync in the background.",
      facts: { completed: "never", latest: "none" },
    });
  });

  it("is old when it was missed several times, or a day without a schedule", () => {
    const off = { ...waiting, intervalSeconds: null };
    expect(view({ lastCompletedAt: ago(59) }).headline).toBe("Up to date");
    expect(view({ lastCompletedAt: ago(61) })).toMatchObject({ tone: "warning", headline: "The data is old" });
    expect(view({ lastCompletedAt: ago(23 * 60), background: off }).headline).toBe("Up to date");
    expect(view({ lastCompletedAt: ago(25 * 60), background: off }).headline).toBe("The data is old");
  });

  it("says what is planned, and what could not be read", () => {
    expect(view({ background: { ...waiting, nextAt: ago(1) } }).facts.next).toBe("due now");
    expect(view({ background: { ...waiting, activity: "running", nextAt: null } }).facts.next).toBe(
      "after the one that runs",
    );
    expect(view({ background: { ...waiting, activity: "off", reason: "It is off." } }).facts.next).toBe(
      "none planned: It is off.",
    );
    expect(view({ problemPositions: 2 }).facts.problems).toBe("2 tests that TestIO could not answer so far");
  });
});
