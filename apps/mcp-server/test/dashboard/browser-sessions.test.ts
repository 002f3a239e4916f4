import { describe, expect, it } from "vitest";
import { browserSessions } from "../../src/dashboard/sign-in/browser-sessions.js";
import { failedTokens } from "../../src/http/failed-tokens.js";

const HOUR = 60 * 60_000;

describe("the sessions of browsers", () => {
  it("end after twelve hours, however much they are used", () => {
    let now = 0;
    const sessions = browserSessions(() => new Date(now));
    const { id, lifetimeSeconds } = sessions.begin();
    expect(lifetimeSeconds).toBe(12 * 3600);
    now = 12 * HOUR - 1;
    expect(sessions.isOpen(id)).toBe(true);
    now = 12 * HOUR;
    expect(sessions.isOpen(id)).toBe(false);
    expect(sessions.isOpen("")).toBe(false);
  });

  it("are a hundred at most: the oldest makes room", () => {
    const sessions = browserSessions(() => new Date(0));
    const ids = Array.from({ length: 101 }, () => sessions.begin().id);
    expect(new Set(ids).size).toBe(101);
    expect(ids.map(sessions.isOpen)).toEqual([false, ...Array.from({ length: 100 }, () => true)]);
  });

  it("make no room while expired ones can go", () => {
    let now = 0;
    const sessions = browserSessions(() => new Date(now));
    for (let count = 0; count < 99; count += 1) sessions.begin();
    now = 11 * HOUR;
    const { id } = sessions.begin();
    now = 13 * HOUR;
    for (let count = 0; count < 99; count += 1) sessions.begin();
    expect(sessions.isOpen(id)).toBe(true);
  });
});

describe("wrong tokens", () => {
  it("block their address for the rest of a minute, and no other", () => {
    let now = 0;
    const failures = failedTokens(() => now);
    for (let count = 0; count < 19; count += 1) failures.record("a");
    expect(failures.blockedSeconds("a")).toBe(0);
    now = 20_000;
    failures.record("a");
    expect(failures.blockedSeconds("a")).toBe(40);
    expect(failures.blockedSeconds("b")).toBe(0);
    now = 60_000;
    expect(failures.blockedSeconds("a")).toBe(0);
    failures.record("a");
    expect(failures.blockedSeconds("a")).toBe(0);
  });

  it("of ever new addresses fill no memory", () => {
    const failures = failedTokens(() => 0);
    for (let count = 0; count < 20; count += 1) failures.record("first");
    for (let count = 0; count < 10_000; count += 1) failures.record(`address-${count}`);
    expect(failures.blockedSeconds("first")).toBe(0);
  });
});
