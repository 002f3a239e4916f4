import { expect, test } from "vitest";
import { Sample } from "../src/transport/sample.js";

test("has no percentile before the first value", () => {
  expect(new Sample(10).percentile(0.5)).toBeNull();
});

test("answers nearest-rank percentiles", () => {
  const sample = new Sample(100);
  for (let value = 100; value >= 1; value -= 1) sample.add(value);
  expect([0.5, 0.95, 0.99, 1].map((fraction) => sample.percentile(fraction))).toEqual([50, 95, 99, 100]);
});

test("forgets the oldest values", () => {
  const sample = new Sample(3);
  for (const value of [1000, 1, 2, 3]) sample.add(value);
  expect(sample.percentile(1)).toBe(3);
});
