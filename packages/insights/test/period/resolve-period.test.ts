import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InvalidQueryError, type PeriodQuery, resolvePeriod } from "../../src/index.js";

/** A Wednesday. */
const NOW = new Date("2026-05-20T15:30:00.000Z");

function days(query: PeriodQuery, now = NOW): [string | null, string | null] {
  const { start, end } = resolvePeriod(query, now);
  return [start, end];
}

describe("a start alone", () => {
  it.each([
    ["last quarter", "2026-01-01", "2026-03-31"],
    ["this quarter", "2026-04-01", "2026-06-30"],
    ["last month", "2026-04-01", "2026-04-30"],
    ["the previous year", "2025-01-01", "2025-12-31"],
    ["last week", "2026-05-11", "2026-05-17"],
    ["this week", "2026-05-18", "2026-05-24"],
    ["next week", "2026-05-25", "2026-05-31"],
    ["Q3 2026", "2026-07-01", "2026-09-30"],
    ["2025-Q4", "2025-10-01", "2025-12-31"],
    ["Q3", "2025-07-01", "2025-09-30"],
    ["q2", "2026-04-01", "2026-06-30"],
    ["2024-02", "2024-02-01", "2024-02-29"],
    ["2026", "2026-01-01", "2026-12-31"],
    ["2026-W01", "2025-12-29", "2026-01-04"],
    ["2026-W53", "2026-12-28", "2027-01-03"],
    ["July 2025", "2025-07-01", "2025-07-31"],
    ["November", "2025-11-01", "2025-11-30"],
    ["July 2025 to September 2025", "2025-07-01", "2025-09-30"],
  ])("%s is the whole of it", (start_date, start, end) => {
    expect(days({ start_date })).toEqual([start, end]);
  });

  it.each([
    ["last 30 days", "2026-04-20"],
    ["in the last 30 days", "2026-04-20"],
    ["previous 30 days", "2026-04-20"],
    ["past 2 weeks", "2026-05-06"],
    ["last 3 months", "2026-02-20"],
    ["last 2 quarters", "2025-11-20"],
    ["last six months", "2025-11-20"],
    ["past month", "2026-04-20"],
    ["30 days ago", "2026-04-20"],
    ["one year ago", "2025-05-20"],
    ["2 hours ago", "2026-05-20"],
    ["YTD", "2026-01-01"],
    ["year to date", "2026-01-01"],
    ["QTD", "2026-04-01"],
    ["month-to-date", "2026-05-01"],
    ["wtd", "2026-05-18"],
  ])("%s reaches to today", (start_date, start) => {
    expect(days({ start_date })).toEqual([start, "2026-05-20"]);
  });

  it.each([
    ["2026-05-01", "2026-05-01"],
    ["2026-05-01T23:59:59Z", "2026-05-01"],
    ["2026-05-01 23:30:00-03:00", "2026-05-02"],
    ["yesterday", "2026-05-19"],
    ["today", "2026-05-20"],
    ["tomorrow", "2026-05-21"],
    ["Sunday", "2026-05-17"],
    ["next Friday", "2026-05-29"],
    ["5 July 2025", "2025-07-05"],
    ["July 5", "2025-07-05"],
    ["end of last month", "2026-04-30"],
    ["the start of Q1 2026", "2026-01-01"],
    ["beginning of the year 2026", null],
    ["  Yesterday ", "2026-05-19"],
  ])("%s leaves the end open", (start_date, start) => {
    if (start === null) expect(() => days({ start_date })).toThrow(InvalidQueryError);
    else expect(days({ start_date })).toEqual([start, null]);
  });

  it("of `all` bounds nothing", () => {
    expect(days({ start_date: "all" })).toEqual([null, null]);
    expect(days({ start_date: "All time", end_date: "2025" })).toEqual([null, "2025-12-31"]);
  });
});

describe("an end", () => {
  it.each([
    ["last quarter", "2026-03-31"],
    ["last 30 days", "2026-05-20"],
    ["30 days ago", "2026-04-20"],
    ["YTD", "2026-05-20"],
    ["2026-07", "2026-07-31"],
    ["yesterday", "2026-05-19"],
  ])("in %s is its last day", (end_date, end) => {
    expect(days({ end_date })).toEqual([null, end]);
  });

  it("takes the place of the end that the start would bring", () => {
    expect(days({ start_date: "2026-01", end_date: "yesterday" })).toEqual(["2026-01-01", "2026-05-19"]);
  });
});

describe("the bounds", () => {
  it("hold the whole of the last day", () => {
    expect(resolvePeriod({ start_date: "2026-03-01", end_date: "2026-03-31" }, NOW)).toEqual({
      from: new Date("2026-03-01T00:00:00.000Z"),
      before: new Date("2026-04-01T00:00:00.000Z"),
      start: "2026-03-01",
      end: "2026-03-31",
    });
  });

  it("are absent where nothing is asked for", () => {
    expect(resolvePeriod({}, NOW)).toEqual({ from: null, before: null, start: null, end: null });
  });
});

describe("what is no date", () => {
  const message = (query: PeriodQuery) => {
    try {
      resolvePeriod(query, NOW);
    } catch (error) {
      if (error instanceof InvalidQueryError) return `${error.field}: ${error.message}`;
      throw error;
    }
    return "was understood";
  };

  it.each([
    "",
    "  ",
    "soon",
    "2026-02-30",
    "2026-13-01",
    "2026-W60",
    "2025-W53",
    "noon",
    "yesterday at the shop",
    "30",
  ])("%j is refused with what is accepted", (start_date) => {
    expect(message({ start_date })).toMatch(
      /^start_date: start_date is .*names no date\. Write a date such as "2026-01-31"/,
    );
  });

  it("is refused when it can be read in two ways", () => {
    expect(message({ end_date: "03/04/2026" })).toContain("can be read in two ways");
  });

  it.each(["1899", "2101", "2101-01-01", "0050", "3000 years ago"])("%s is outside the years", (start_date) => {
    expect(message({ start_date })).toContain("outside the years 1900 to 2100");
  });

  it("is a period that ends before it starts", () => {
    expect(message({ start_date: "2026-05", end_date: "2026-04" })).toBe(
      "end_date: The period would end (2026-04-30) before it starts (2026-05-01).",
    );
  });

  it("is never repeated at length", () => {
    expect(message({ start_date: "x".repeat(5000) }).length).toBeLessThan(500);
  });
});

const moment = fc.date({ min: new Date("1990-01-01"), max: new Date("2090-12-31"), noInvalidDate: true });
const known = fc.oneof(
  fc.constantFrom(
    "last quarter",
    "this month",
    "last week",
    "YTD",
    "yesterday",
    "Q2",
    "November",
    "Sunday",
    "last year",
  ),
  fc
    .tuple(fc.integer({ min: 0, max: 400 }), fc.constantFrom("days", "weeks", "months"))
    .map(([n, unit]) => `last ${n} ${unit}`),
  fc.integer({ min: 0, max: 400 }).map((n) => `${n} days ago`),
  moment.map((date) => date.toISOString().slice(0, 10)),
  moment.map((date) => date.toISOString().slice(0, 7)),
);
const anything = fc.oneof(known, fc.string({ unit: "binary" }), fc.stringMatching(/^[a-z0-9 -]{0,20}$/));

describe("any text", () => {
  it("is understood the same way each time, or refused as a wrong query", () => {
    fc.assert(
      fc.property(
        fc.option(anything, { nil: undefined }),
        fc.option(anything, { nil: undefined }),
        moment,
        (start_date, end_date, now) => {
          try {
            const period = resolvePeriod({ start_date, end_date }, now);
            expect(resolvePeriod({ start_date, end_date }, now)).toEqual(period);
            const { from, before, start, end } = period;
            expect(from?.toISOString() ?? null).toBe(start === null ? null : `${start}T00:00:00.000Z`);
            const last = before === null ? null : new Date(before.getTime() - 1);
            expect(last?.toISOString() ?? null).toBe(end === null ? null : `${end}T23:59:59.999Z`);
            if (from !== null && before !== null) expect(from.getTime()).toBeLessThan(before.getTime());
          } catch (error) {
            if (!(error instanceof InvalidQueryError)) throw error;
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it("that names a time is understood at any moment", () => {
    fc.assert(
      fc.property(known, moment, (start_date, now) => {
        expect(resolvePeriod({ start_date }, now).from).toBeInstanceOf(Date);
      }),
    );
  });
});
