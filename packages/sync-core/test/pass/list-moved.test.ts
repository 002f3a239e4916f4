import { describe, expect, test } from "vitest";
import { movementOf } from "../../src/pass/list-moved.js";

const PAGE_SIZE = 3;
const LIST = [8, 7, 6, 5, 4, 3, 2, 1];
const seen = new Set(LIST);

/** The judgement when a list read in pages of three reads like `now` afterwards. */
function judge(now: readonly number[]) {
  const page = (list: readonly number[], number: number) => list.slice((number - 1) * PAGE_SIZE, number * PAGE_SIZE);
  const reread = (number: number) => ({ before: { number, ids: page(LIST, number) }, after: page(now, number) });
  return movementOf(reread(1), reread(3), seen, PAGE_SIZE);
}

describe("a list read again after a walk", () => {
  test("stood still when both pages are as they were", () => {
    expect(judge(LIST)).toBe("still");
  });

  test("grew when new tests at the top moved all others down", () => {
    expect(judge([9, ...LIST])).toBe("grew");
    expect(judge([10, 9, ...LIST])).toBe("grew");
  });

  test("changed when a test is gone, wherever it stood", () => {
    for (const gone of LIST) expect(judge(LIST.filter((id) => id !== gone))).toBe("changed");
  });

  test("changed when one was added at the top and another is gone, so that the end stands where it stood", () => {
    for (const gone of LIST) expect(judge([9, ...LIST.filter((id) => id !== gone)])).toBe("changed");
  });

  test("changed when a test was added further down, or one moved to the top", () => {
    expect(judge([8, 7, 6, 9, 5, 4, 3, 2, 1])).toBe("changed");
    expect(judge([4, 8, 7, 6, 5, 3, 2, 1])).toBe("changed");
  });

  test("changed when more was added than a page holds: what happened below cannot be told", () => {
    expect(judge([12, 11, 10, 9, ...LIST])).toBe("changed");
  });

  test("of one page is judged by that page", () => {
    const first = (after: number[]) => ({ before: { number: 1, ids: [3, 2, 1] }, after });
    const judgePage = (after: number[]) => movementOf(first(after), first(after), new Set([3, 2, 1]), PAGE_SIZE);
    expect(judgePage([3, 2, 1])).toBe("still");
    expect(judgePage([4, 3, 2])).toBe("grew");
    expect(judgePage([3, 1])).toBe("changed");
    expect(judgePage([])).toBe("changed");
  });
});
