import type { ListAnswer } from "@testio/api-client";
import { ApiServerError, ApiUnavailableError } from "@testio/api-client";
import type { TestWrite } from "@testio/store";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isolatePage, smallerSizes } from "../../src/problems/isolate-page.js";
import { propertyRuns } from "../support/property-runs.js";
import { testWrite } from "../support/test-write.js";

const failure = new ApiServerError("products/7/exploratory_tests", 500);

/** A list of `length` records, of which some are bad, on a server that cuts pages to `cap`. */
function list(length: number, bad: ReadonlySet<number>, cap = Number.POSITIVE_INFINITY) {
  const requests: [page: number, size: number][] = [];
  const read = async (page: number, asked: number): Promise<ListAnswer<TestWrite>> => {
    requests.push([page, asked]);
    const size = Math.min(asked, cap);
    const rows = Array.from({ length }, (_, index) => index).slice((page - 1) * size, page * size);
    if (rows.some((row) => bad.has(row))) throw failure;
    return { items: rows.map((row) => testWrite(row + 1)), unreadable: [] };
  };
  return { read, requests };
}

const stillAnswers = async () => true;

describe("smaller pages", () => {
  test("are powers of two, so that they lie within one another", () => {
    expect(smallerSizes(100)).toEqual([64, 32, 16, 8, 4, 2, 1]);
    expect(smallerSizes(8)).toEqual([4, 2, 1]);
    expect(smallerSizes(1)).toEqual([1]);
  });
});

describe("a page that fails for a bad record", () => {
  test("is read but for that record, in few requests", async () => {
    const { read, requests } = list(1000, new Set([342]));
    const { page } = await isolatePage({
      read,
      offset: 300,
      count: 100,
      failure,
      badAbove: 0,
      stillAnswers,
    });
    expect(page.items).toHaveLength(99);
    expect(page.bad).toEqual([{ itemsAbove: 42, position: 343 }]);
    expect(requests.length).toBeLessThanOrEqual(28);
  });

  test("is read whole, for any bad records, page size and list length", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 24 }),
        fc.integer({ min: 1, max: 60 }),
        fc.uniqueArray(fc.integer({ min: 0, max: 59 }), { maxLength: 6 }),
        async (pageSize, length, badRows) => {
          const bad = new Set(badRows);
          const { read } = list(length, bad);
          for (let offset = 0; offset < length; offset += pageSize) {
            const request = { read, offset, count: pageSize, failure, badAbove: 0, stillAnswers };
            const { page } = await isolatePage(request);
            const rows = Array.from({ length }, (_, row) => row).slice(offset, offset + pageSize);
            expect(page.items.map(({ id }) => id - 1)).toEqual(rows.filter((row) => !bad.has(row)));
            expect(page.bad.map(({ position }) => position - 1)).toEqual(rows.filter((row) => bad.has(row)));
          }
        },
      ),
    );
  });

  test("is read without a gap, whatever test above or on it is deleted meanwhile; what cannot be sure is left out", async () => {
    for (let badRow = 0; badRow < 12; badRow += 1) {
      for (let gone = 0; gone < 12; gone += 1) {
        for (let when = 1; when < 20; when += 1) {
          const ids = Array.from({ length: 40 }, (_, index) => index + 1);
          const bad = badRow + 1;
          let asked = 0;
          const read = async (page: number, size: number): Promise<ListAnswer<TestWrite>> => {
            asked += 1;
            if (asked === when) ids.splice(gone, 1);
            const rows = ids.slice((page - 1) * size, page * size);
            if (rows.includes(bad)) throw failure;
            return { items: rows.map((id) => testWrite(id)), unreadable: [] };
          };
          const { page } = await isolatePage({ read, offset: 0, count: 12, failure, badAbove: 0, stillAnswers });
          const found = page.items.map(({ id }) => id);
          for (const { itemsAbove } of [...page.bad].reverse()) found.splice(itemsAbove, 0, bad);
          const last = found.at(-1) ?? 0;
          const below = ids.filter((id) => id <= last && !found.includes(id));
          expect({ badRow, gone, when, below }).toEqual({ badRow, gone, when, below: [] });
        }
      }
    }
  });

  test("is read whole on a server that cuts pages shorter, which then shows", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 2, max: 24 }),
        fc.integer({ min: 1, max: 24 }),
        fc.integer({ min: 1, max: 60 }),
        fc.uniqueArray(fc.integer({ min: 0, max: 23 }), { maxLength: 3 }),
        async (pageSize, cap, length, badRows) => {
          const bad = new Set(badRows.filter((row) => row < length));
          const { read } = list(length, bad, cap);
          const request = { read, offset: 0, count: pageSize, failure, badAbove: 0, stillAnswers };
          const { page, cap: shown } = await isolatePage(request);
          const { items, bad: found } = page;
          const rows = [...items.map(({ id }) => id - 1), ...found.map(({ position }) => position - 1)];
          expect(rows.sort((a, b) => a - b)).toEqual(
            Array.from({ length: Math.min(pageSize, length) }, (_, row) => row),
          );
          expect([null, cap]).toContain(shown);
        },
      ),
      propertyRuns(1000),
    );
  });

  test("counts as failed when nothing of the list answers", async () => {
    const { read, requests } = list(1000, new Set(Array.from({ length: 1000 }, (_, row) => row)));
    const request = { offset: 0, count: 100, failure, badAbove: 0, stillAnswers: async () => false };
    await expect(isolatePage({ read, ...request })).rejects.toBe(failure);
    expect(requests.length).toBeLessThan(16);
  });

  test("gives way to any other failure: only 500 means a bad record", async () => {
    const read = async () => {
      throw new ApiUnavailableError("products/7/exploratory_tests", 503, null);
    };
    const request = { read, offset: 0, count: 10, failure, badAbove: 0, stillAnswers };
    await expect(isolatePage(request)).rejects.toBeInstanceOf(ApiUnavailableError);
  });

  test("counts as failed when the server ignores how much was asked for", async () => {
    const read = async () => ({ items: [1, 2, 3].map((id) => testWrite(id)), unreadable: [] });
    const request = { read, offset: 0, count: 2, failure, badAbove: 0, stillAnswers };
    await expect(isolatePage(request)).rejects.toBe(failure);
  });
});
