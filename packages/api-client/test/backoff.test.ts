import { expect, test } from "vitest";
import { retryDelay } from "../src/transport/backoff.js";

const LIMITS = { baseDelayMs: 500, maxDelayMs: 30_000 };

test("doubles per retry up to the limit, with full jitter", () => {
  const highest = (retry: number) => retryDelay(retry, null, LIMITS, () => 1);
  expect([1, 2, 3, 4, 7, 50].map(highest)).toEqual([500, 1000, 2000, 4000, 30_000, 30_000]);
  expect(retryDelay(3, null, LIMITS, () => 0)).toBe(0);
  expect(retryDelay(3, null, LIMITS, () => 0.25)).toBe(500);
});

test("does what the server asks for, without jitter and capped", () => {
  expect(retryDelay(1, 2000, LIMITS, () => 0)).toBe(2000);
  expect(retryDelay(4, 0, LIMITS, () => 1)).toBe(0);
  expect(retryDelay(1, 3_600_000, LIMITS, () => 0)).toBe(30_000);
});
