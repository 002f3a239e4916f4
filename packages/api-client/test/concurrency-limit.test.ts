import { setImmediate as eventLoopTurn } from "node:timers/promises";
import { expect, test } from "vitest";
import { ConcurrencyLimit } from "../src/transport/concurrency-limit.js";

const NEVER = new AbortController().signal;

test("admits in order of arrival, never more than the limit", async () => {
  const limit = new ConcurrencyLimit(2);
  const admitted: number[] = [];
  let highest = 0;
  await Promise.all(
    Array.from({ length: 20 }, async (_, index) => {
      const place = await limit.acquire(NEVER);
      admitted.push(index);
      highest = Math.max(highest, limit.held);
      await new Promise((resolve) => setImmediate(resolve));
      place.release();
    }),
  );
  expect(admitted).toEqual(Array.from({ length: 20 }, (_, index) => index));
  expect(highest).toBe(2);
  expect(limit.held).toBe(0);
});

test("lets an aborted waiter go at once, and those behind it move up", async () => {
  const limit = new ConcurrencyLimit(1);
  const first = await limit.acquire(NEVER);
  const controller = new AbortController();
  const aborted = limit.acquire(controller.signal);
  const next = limit.acquire(NEVER);
  controller.abort(new Error("enough"));
  await expect(aborted).rejects.toThrow("enough");
  expect(limit.held).toBe(1);
  first.release();
  const place = await next;
  expect(limit.held).toBe(1);
  place.release();
  expect(limit.held).toBe(0);
});

test("admits nobody whose signal is already aborted", async () => {
  const limit = new ConcurrencyLimit(1);
  await expect(limit.acquire(AbortSignal.abort(new Error("late")))).rejects.toThrow("late");
  expect(limit.held).toBe(0);
});

test("does not count an abort after admission as leaving", async () => {
  const limit = new ConcurrencyLimit(1);
  const first = await limit.acquire(NEVER);
  const controller = new AbortController();
  const waiting = limit.acquire(controller.signal);
  first.release();
  const second = await waiting;
  controller.abort();
  expect(limit.held).toBe(1);
  second.release();
  expect(limit.held).toBe(0);
});

test("measures the time spent waiting", async () => {
  const limit = new ConcurrencyLimit(1);
  const first = await limit.acquire(NEVER);
  const before = performance.now();
  const waiting = limit.acquire(NEVER);
  const queued = performance.now();
  await eventLoopTurn();
  const released = performance.now();
  first.release();
  const { waitedMs } = await waiting;
  expect(waitedMs).toBeGreaterThanOrEqual(released - queued);
  expect(waitedMs).toBeLessThanOrEqual(performance.now() - before);
});

test("takes a place back once, however often it is given back", async () => {
  const limit = new ConcurrencyLimit(1);
  const first = await limit.acquire(NEVER);
  first.release();
  const second = await limit.acquire(NEVER);
  first.release();
  expect(limit.held).toBe(1);
  second.release();
  expect(limit.held).toBe(0);
});
