import { describe, expect, test } from "vitest";
import { allOrNone } from "../../src/run/all-or-none.js";

const { signal } = new AbortController();

describe("work side by side of which one item fails", () => {
  test("cancels the others, and rejects when none of them is under way any more", async () => {
    const ended: string[] = [];
    const work = async (item: string, cancelled: AbortSignal) => {
      if (item === "bad") throw new Error("It is bad.");
      const { promise, resolve } = Promise.withResolvers<void>();
      cancelled.addEventListener("abort", () => setImmediate(resolve));
      await promise;
      ended.push(item);
      cancelled.throwIfAborted();
    };
    await expect(allOrNone(["one", "other", "bad"], { signal }, work)).rejects.toThrow("It is bad.");
    expect(ended).toEqual(["one", "other"]);
  });

  test("begins with no further item", async () => {
    const begun: number[] = [];
    const work = async (item: number) => {
      begun.push(item);
      throw new Error(`${item} is bad.`);
    };
    await expect(allOrNone([1, 2, 3], { signal, concurrency: 1 }, work)).rejects.toThrow("1 is bad.");
    expect(begun).toEqual([1]);
  });
});

test("all results come in the order of their items", async () => {
  const work = async (item: number) => item * 2;
  expect(await allOrNone([1, 2, 3], { signal, concurrency: 2 }, work)).toEqual([2, 4, 6]);
});

test("whoever called it off cancels all of it", async () => {
  const caller = new AbortController();
  const work = async (_item: number, cancelled: AbortSignal) => {
    caller.abort();
    cancelled.throwIfAborted();
  };
  await expect(allOrNone([1], { signal: caller.signal }, work)).rejects.toThrow("aborted");
});
