import { describe, expect, it } from "vitest";
import { InvalidSinceError, parseSince } from "../src/index.js";

/** A Friday. */
const NOW = new Date("2026-05-15T23:30:00.000Z");

const understood: [text: string, expected: string][] = [
  ["2026-01-31", "2026-01-31T00:00:00.000Z"],
  ["  2026-01-31 ", "2026-01-31T00:00:00.000Z"],
  ["2026-05-15", "2026-05-15T00:00:00.000Z"],
  ["2026-01-31T10:15:00Z", "2026-01-31T10:15:00.000Z"],
  ["2026-01-31T10:15:00+02:00", "2026-01-31T08:15:00.000Z"],
  ["2026-01-31T10:15", "2026-01-31T10:15:00.000Z"],
  ["2024-02-29", "2024-02-29T00:00:00.000Z"],
  ["90 days ago", "2026-02-14T00:00:00.000Z"],
  ["last 30 days", "2026-04-15T00:00:00.000Z"],
  ["3 weeks ago", "2026-04-24T00:00:00.000Z"],
  ["6 months ago", "2025-11-15T00:00:00.000Z"],
  ["a year ago", "2025-05-15T00:00:00.000Z"],
  ["3 hours ago", "2026-05-15T20:30:00.000Z"],
  ["yesterday", "2026-05-14T00:00:00.000Z"],
  ["Yesterday at 10:00", "2026-05-14T10:00:00.000Z"],
  ["today", "2026-05-15T00:00:00.000Z"],
  ["now", "2026-05-15T23:30:00.000Z"],
  ["last quarter", "2026-01-01T00:00:00.000Z"],
  ["this quarter", "2026-04-01T00:00:00.000Z"],
  ["Last Month", "2026-04-01T00:00:00.000Z"],
  ["the beginning of last month", "2026-04-01T00:00:00.000Z"],
  ["last week", "2026-05-04T00:00:00.000Z"],
  ["this week", "2026-05-11T00:00:00.000Z"],
  ["previous year", "2025-01-01T00:00:00.000Z"],
  ["this year", "2026-01-01T00:00:00.000Z"],
  ["Q3 2025", "2025-07-01T00:00:00.000Z"],
  ["2025-Q3", "2025-07-01T00:00:00.000Z"],
  ["2025", "2025-01-01T00:00:00.000Z"],
  ["2025-07", "2025-07-01T00:00:00.000Z"],
  ["March", "2026-03-01T00:00:00.000Z"],
  ["November", "2025-11-01T00:00:00.000Z"],
  ["November 5", "2025-11-05T00:00:00.000Z"],
  ["5 March 2025", "2025-03-05T00:00:00.000Z"],
  ["monday", "2026-05-11T00:00:00.000Z"],
  ["Saturday", "2026-05-09T00:00:00.000Z"],
  ["last monday", "2026-05-11T00:00:00.000Z"],
];

const refused = [
  "",
  "foo",
  "90 days",
  "foo 90 days ago",
  "90 days ago or so",
  "2026-02-30",
  "2026-13-01",
  "2025-02-29",
  "03/04/2026",
  "3.4.2026",
  "10:00",
  "20260131",
  "2026-01-31 2026-02-01",
  "January to February",
];

describe("parseSince", () => {
  it.each(understood)("understands %j as %s", (text, expected) => {
    expect(parseSince(text, NOW).toISOString()).toBe(expected);
  });

  it.each(refused)("refuses %j with a sentence and two examples", (text) => {
    expect(() => parseSince(text, NOW)).toThrow(InvalidSinceError);
    expect(() => parseSince(text, NOW)).toThrow(/Write a date such as 2026-01-31, or words such as "90 days ago"\.$/);
  });

  it.each(["2026-05-16", "tomorrow", "in 3 days", "next week", "next month", "Q3 2026", "2027"])(
    "refuses %j, which is in the future",
    (text) => {
      expect(() => parseSince(text, NOW)).toThrow(`"${text}" is in the future`);
    },
  );

  it("crosses the year when it counts quarters and months back", () => {
    const january = new Date("2026-01-10T00:00:00.000Z");
    expect(parseSince("last quarter", january).toISOString()).toBe("2025-10-01T00:00:00.000Z");
    expect(parseSince("last month", january).toISOString()).toBe("2025-12-01T00:00:00.000Z");
  });
});
