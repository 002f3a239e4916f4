import { expect, it } from "vitest";
import { start, text } from "./client.js";

const PATHS = [
  "/products",
  "/products/25001/exploratory_tests?page=2&per_page=30",
  "/products/25002/exploratory_tests",
  "/exploratory_tests/100017",
  "/bugs?filter_test_cycle_ids=100017,100020,100140",
  "/products/25001/features",
  "/products/25002/sections/250021/features",
  "/products/25001/user_stories",
  "/user_story_version_executions?page=2",
  "/products/25003/test_environments",
  "/test_templates",
];

it("answers the same bytes for the same seed, whatever was asked before", async () => {
  const one = await start({ seed: 42 });
  const other = await start({ seed: 42 });
  const forwards: string[] = [];
  for (const path of PATHS) forwards.push(await text(one, path));
  const backwards: string[] = [];
  for (const path of PATHS.toReversed()) backwards.unshift(await text(other, path));
  expect(backwards).toEqual(forwards);
  expect(await Promise.all(PATHS.map((path) => text(one, path)))).toEqual(forwards);
});

it("answers other tests and credentials for another seed", async () => {
  const one = await start({ seed: 1 });
  const other = await start({ seed: 2 });
  const list = "/products/25001/exploratory_tests?page=1";
  expect(await text(other, list)).not.toEqual(await text(one, list));
  expect(other.truth.secrets()).not.toEqual(expect.arrayContaining([one.truth.secrets()[0]]));
});

it("moves with the clock it is given", async () => {
  const then = await start({ now: new Date("2024-01-31T00:00:00Z"), quirks: false });
  const newest = then.truth.test(then.truth.testIds(25001)[0] ?? 0);
  expect(Date.parse(String(newest?.end_at))).toBeGreaterThan(Date.parse("2024-01-31"));
  expect(Date.parse(String(newest?.end_at))).toBeLessThan(Date.parse("2024-02-20"));
});
