import { describe, expect, test } from "vitest";
import { topOf, windowAbove, windowBelow } from "../../src/pass/window.js";

describe("the window below so many records", () => {
  test("begins with one of them, reaches further, and is no larger than allowed", () => {
    for (let rows = 1; rows <= 3000; rows += 1) {
      const window = windowBelow(rows, 100);
      expect(window.size).toBeLessThanOrEqual(100);
      expect(topOf(window)).toBeLessThan(rows);
      expect(topOf(window) + window.size).toBeGreaterThan(rows);
    }
  });

  test("reads little twice: 1,000 records in twelve pages of 100, 100,000 in a seventh more than without", () => {
    const pagesFor = (length: number) => {
      let pages = 0;
      for (let rows = 0; rows < length; pages += 1) {
        const window = windowBelow(rows, 100);
        rows = topOf(window) + window.size;
      }
      return pages;
    };
    expect(pagesFor(1000)).toBeLessThanOrEqual(12);
    expect(pagesFor(100_000)).toBeLessThan(1150);
  });

  test("lies right below where no size divides better", () => {
    expect(windowBelow(0, 100)).toEqual({ page: 1, size: 100 });
    expect(windowBelow(1, 1)).toEqual({ page: 2, size: 1 });
    expect(windowBelow(12, 4)).toEqual({ page: 4, size: 4 });
  });
});

describe("the window above a record", () => {
  test("holds it and reaches as far up as possible", () => {
    for (let row = 1; row <= 500; row += 1) {
      const window = windowAbove(row, 20);
      if (window === null) throw new Error(`There is one above ${row}.`);
      expect(topOf(window)).toBeLessThan(row);
      expect(topOf(window) + window.size).toBeGreaterThan(row);
      expect(window.size).toBeLessThanOrEqual(20);
    }
    expect(windowAbove(0, 20)).toBeNull();
  });
});
