import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { METRIC_DIMENSIONS, METRICS, type MetricsAnswer, type MetricsQuery, queryMetrics } from "../../src/index.js";
import { useGolden } from "../reckoning/golden.js";
import { keysOfBug, keysOfTest, type ReckonedKey } from "../reckoning/keys.js";
import { groupsOf, isAboutBugs, type Question, type Reckoned, reckonMetric } from "../reckoning/reckon.js";
import type { ReckonedWorld } from "../reckoning/world.js";

const golden = useGolden();
const RUNS = 150;
const BY_ID = ["product", "test", "feature", "test_environment"];
const TIMES = ["day", "week", "month", "quarter", "year"];
const DAY_MS = 86_400_000;

/** Every value of a dimension that a filter takes. */
function valuesOf(world: ReckonedWorld, dimension: string): ReckonedKey[] {
  const values = new Set<ReckonedKey>();
  for (const test of world.tests) for (const key of keysOfTest(dimension, test) ?? []) values.add(key);
  for (const bug of world.bugs) for (const key of keysOfBug(dimension, bug)) values.add(key);
  return [...values];
}

const day = (milliseconds: number) => new Date(milliseconds).toISOString().slice(0, 10);

interface Case {
  query: MetricsQuery;
  question: Question;
  metrics: string[];
}

/** Any question: dimensions, metrics, filters and a period, in the words of the product and of the reckoning. */
function questions(world: ReckonedWorld): fc.Arbitrary<Case> {
  const ends = world.tests.flatMap(({ endAt }) => (endAt === null ? [] : [endAt]));
  const start = fc.option(fc.constantFrom(...ends), { nil: null, freq: 2 });
  const filter = fc
    .constantFrom(...METRIC_DIMENSIONS)
    .chain((dimension) =>
      fc
        .uniqueArray(fc.constantFrom(...valuesOf(world, dimension)), { minLength: 1, maxLength: 4 })
        .map((values): [string, ReckonedKey[]] => [dimension, values]),
    );
  return fc
    .record({
      dimensions: fc.uniqueArray(fc.constantFrom(...METRIC_DIMENSIONS), { maxLength: 3 }),
      metrics: fc.uniqueArray(fc.constantFrom(...METRICS), { minLength: 1, maxLength: 5 }),
      filters: fc.uniqueArray(filter, { maxLength: 3, selector: ([dimension]) => dimension }),
      start,
      days: fc.option(fc.nat(400), { nil: null }),
      testsLimit: fc.option(fc.integer({ min: 1, max: 60 }), { nil: null, freq: 6 }),
      shout: fc.boolean(),
    })
    .map(({ dimensions, metrics, filters, start: first, days, testsLimit, shout }) => {
      const from = first === null ? null : Math.floor(first / DAY_MS) * DAY_MS;
      const last = from === null || days === null ? null : from + days * DAY_MS;
      const asked = filters.map(([dimension, values]) => {
        const shouted = shout && dimension.endsWith("_platform");
        return [
          dimension,
          values.map((value) => (shouted ? (value === null ? "NONE" : String(value).toUpperCase()) : value)),
        ];
      });
      return {
        metrics,
        question: {
          metrics,
          dimensions,
          filters: Object.fromEntries(filters),
          from,
          before: last === null ? null : last + DAY_MS,
          testsLimit,
        },
        query: {
          metrics,
          dimensions,
          filters: Object.fromEntries(asked),
          ...(from === null ? {} : { start_date: day(from) }),
          ...(last === null ? {} : { end_date: day(last) }),
          ...(testsLimit === null ? {} : { tests_limit: testsLimit }),
        },
      };
    });
}

function keyOf(row: MetricsAnswer["data"][number], dimensions: readonly string[]): string {
  return JSON.stringify(dimensions.map((dimension) => row[BY_ID.includes(dimension) ? `${dimension}_id` : dimension]));
}

/** A group without a feature compares two kinds of "none": the product does not divide there. */
function isMeaningless(metric: string, keys: ReckonedKey[], question: Question): boolean {
  if (metric !== "bugs_per_test" || isAboutBugs(question)) return false;
  const place = question.dimensions.indexOf("feature");
  return place === -1 ? (question.filters.feature?.includes(null) ?? false) : keys[place] === null;
}

function expectMetric(actual: unknown, reckoned: Reckoned, meaningless: boolean): void {
  if (typeof reckoned === "number") {
    expect(actual).toBe(reckoned);
    return;
  }
  const { numerator, denominator } = reckoned;
  const value = denominator === 0 || meaningless ? null : expect.closeTo(numerator / denominator, 3);
  expect(actual).toEqual({ value, numerator: expect.closeTo(numerator, 2), denominator });
}

function expectSameGroups(answer: MetricsAnswer, reckoned: ReturnType<typeof groupsOf>, { metrics, question }: Case) {
  const rows = new Map(answer.data.map((row) => [keyOf(row, question.dimensions), row]));
  expect(answer.metadata.total_rows).toBe(reckoned.size);
  expect(rows.size).toBe(Math.min(reckoned.size, 1000));
  for (const [id, row] of rows) {
    const group = reckoned.get(id);
    expect(group, id).toBeDefined();
    if (group === undefined) continue;
    for (const metric of metrics) {
      const expected = reckonMetric(metric, group, isAboutBugs(question));
      expectMetric(row[metric], expected, isMeaningless(metric, JSON.parse(id), question));
    }
  }
}

describe("queryMetrics against an independent reckoning", () => {
  it("agrees on any question", async () => {
    const { store, world, now } = golden();
    await fc.assert(
      fc.asyncProperty(questions(world), async (asked) => {
        const answer = await queryMetrics(store, asked.query, { now });
        expectSameGroups(answer, groupsOf(world, asked.question), asked);
      }),
      { numRuns: RUNS },
    );
  });

  it("agrees on the period before, and on what changed", async () => {
    const { store, world, now } = golden();
    const comparable = questions(world).filter(
      ({ question }) =>
        question.from !== null &&
        question.before !== null &&
        new Date(question.from).getUTCDate() !== 1 &&
        !question.dimensions.some((dimension) => TIMES.includes(dimension)),
    );
    await fc.assert(
      fc.asyncProperty(comparable, async ({ query, question, metrics }) => {
        const answer = await queryMetrics(store, { ...query, compare: "previous_period" }, { now });
        const from = question.from ?? 0;
        const length = (question.before ?? 0) - from;
        const before = groupsOf(world, { ...question, from: from - length, before: from });
        const current = groupsOf(world, question);
        expect(answer.metadata.total_rows).toBe(new Set([...current.keys(), ...before.keys()]).size);
        for (const row of answer.data) {
          const id = keyOf(row, question.dimensions);
          const then = before.get(id) ?? { tests: [], bugs: [] };
          const values = Object.entries(row.previous ?? {});
          for (const metric of metrics) {
            const shown = values.find(([key]) => key === metric)?.[1];
            const expected = reckonMetric(metric, then, isAboutBugs(question));
            expectMetric(shown, expected, isMeaningless(metric, JSON.parse(id), question));
          }
        }
      }),
      { numRuns: RUNS / 3 },
    );
  });

  it("shows the first rows of the order asked for, and how many there are", async () => {
    const { store, world, now } = golden();
    const order = fc.constantFrom("asc" as const, "desc" as const);
    const value = (cell: unknown) => (typeof cell === "object" && cell !== null && "value" in cell ? cell.value : cell);
    await fc.assert(
      fc.asyncProperty(questions(world), fc.integer({ min: 1, max: 20 }), order, async (asked, limit, sort_order) => {
        const [sort_by = ""] = asked.metrics;
        const ask = (shown: number) =>
          queryMetrics(store, { ...asked.query, sort_by, sort_order, limit: shown }, { now });
        const [some, all] = [await ask(limit), await ask(1000)];
        expect(some.data).toEqual(all.data.slice(0, limit));
        expect(some.metadata.has_more).toBe(all.metadata.total_rows > limit);
        const values = all.data.map((row) => value(row[sort_by]));
        const present = values.filter((entry): entry is number => typeof entry === "number");
        expect(values.slice(0, present.length)).toEqual(present);
        const sorted = [...present].sort((a, b) => (sort_order === "asc" ? a - b : b - a));
        expect(present).toEqual(sorted);
      }),
      { numRuns: RUNS / 3 },
    );
  });
});
