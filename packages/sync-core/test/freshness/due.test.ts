import type { TestStamp } from "@testio/store";
import { describe, expect, test } from "vitest";
import { areBugsDue, isOutdated, isTestDue } from "../../src/freshness/due.js";

const NOW = new Date("2026-06-30T12:00:00Z");
const age = { now: NOW, ttlMs: 3_600_000 };
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);

function stamp(fields: Partial<TestStamp>): TestStamp {
  const base = { id: 1, productId: 2, status: "locked", endAt: null, syncedAt: ago(90) };
  return { ...base, finalSeenAt: null, bugsSyncedAt: ago(90), deletedAt: null, ...fields };
}

test.each([
  [null, true],
  [ago(0), false],
  [ago(59), false],
  [ago(60), true],
  [ago(-1), true],
])("what was fetched at %s is outdated: %s", (fetchedAt, expected) => {
  expect(isOutdated(fetchedAt, age)).toBe(expected);
});

describe("a test", () => {
  test.each<[string, Partial<TestStamp>, boolean, boolean]>([
    ["that can change and is old", {}, true, true],
    ["that can change and is fresh", { syncedAt: ago(5) }, false, true],
    ["in a status nobody knows", { status: "paused" }, true, true],
    ["that is archived", { status: "archived", finalSeenAt: ago(90) }, false, false],
    ["that is cancelled", { status: "cancelled", finalSeenAt: ago(90) }, false, false],
    ["that is gone upstream", { deletedAt: ago(5) }, false, false],
  ])("%s", (_, fields, due, dueIfForced) => {
    expect(isTestDue(stamp(fields), age, false)).toBe(due);
    expect(isTestDue(stamp(fields), age, true)).toBe(dueIfForced);
  });
});

describe("the bugs of a test", () => {
  const final = { status: "archived" };
  test.each<[string, Partial<TestStamp>, boolean, boolean]>([
    ["never fetched", { bugsSyncedAt: null }, true, true],
    ["that can change, and they are old", {}, true, true],
    ["that can change, and they are fresh", { bugsSyncedAt: ago(5) }, false, true],
    ["fetched in the future", { bugsSyncedAt: ago(-5) }, true, true],
    [
      "that became final after they were fetched",
      { ...final, finalSeenAt: ago(10), bugsSyncedAt: ago(11) },
      true,
      true,
    ],
    ["fetched after it became final", { ...final, finalSeenAt: ago(9000), bugsSyncedAt: ago(8000) }, false, false],
    ["that is final, nobody knows since when", { ...final, finalSeenAt: null }, true, true],
    ["that is gone upstream", { deletedAt: ago(5), bugsSyncedAt: null }, false, false],
  ])("%s", (_, fields, due, dueIfForced) => {
    expect(areBugsDue(stamp(fields), age, false)).toBe(due);
    expect(areBugsDue(stamp(fields), age, true)).toBe(dueIfForced);
  });
});
