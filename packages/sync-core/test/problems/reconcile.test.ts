import { describe, expect, test } from "vitest";
import { reconcile } from "../../src/problems/reconcile.js";
import { entriesOf, marksOf, type Region, type RegionEntry } from "../../src/problems/region.js";

/** A stretch of a list: numbers are tests (which end the later the higher they are), strings are bad records. */
function region(rows: readonly (number | "bad")[], { fromTop = true, toEnd = true } = {}): Region {
  const entries = rows.map((row, index): RegionEntry => (row === "bad" ? { position: index + 1 } : listed(row)));
  return { entries, fromTop, toEnd };
}

const listed = (id: number) => ({ id, endAt: new Date(id * 1000) });

function recorded(position: number, before: number | null, after: number | null) {
  return {
    position,
    beforeId: before,
    beforeEndAt: before === null ? null : new Date(before * 1000),
    afterId: after,
    afterEndAt: after === null ? null : new Date(after * 1000),
  };
}

describe("marks of a stretch", () => {
  test("name the nearest readable neighbours, also of several in a row and at the ends", () => {
    const neighbours = marksOf(region(["bad", 9, "bad", "bad", 5, "bad"])).map(({ position, before, after }) => [
      position,
      before?.id ?? null,
      after?.id ?? null,
    ]);
    expect(neighbours).toEqual([
      [1, null, 9],
      [3, 9, 5],
      [4, 9, 5],
      [6, 5, null],
    ]);
  });

  test("stand where they were on their page", () => {
    const items = [9, 7].map(listed) as Parameters<typeof entriesOf>[0]["items"];
    const bad = [
      { itemsAbove: 0, position: 1 },
      { itemsAbove: 1, position: 3 },
      { itemsAbove: 2, position: 5 },
    ];
    expect(entriesOf({ items, bad })).toEqual([
      { position: 1 },
      listed(9),
      { position: 3 },
      listed(7),
      { position: 5 },
    ]);
  });
});

describe("a recorded position compared with what was read", () => {
  const judge = (positions: ReturnType<typeof recorded>[], stretch: Region) => {
    const { settled, continued, fresh } = reconcile(positions, stretch);
    return {
      settled: settled.map(({ position }) => position),
      continued: continued.map(({ position, mark }) => [position.position, mark.position]),
      fresh: fresh.map(({ position }) => position),
    };
  };
  const nothing = { settled: [], continued: [], fresh: [] };

  test("goes on when the record between its neighbours is still bad, wherever they stand now", () => {
    const stretch = region([9, 8, 7, "bad", 5, 4]);
    expect(judge([recorded(2, 7, 5)], stretch)).toEqual({ ...nothing, continued: [[2, 4]] });
  });

  test("is settled when something readable or nothing stands between its neighbours", () => {
    expect(judge([recorded(2, 7, 5)], region([7, 6, 5]))).toEqual({ ...nothing, settled: [2] });
    expect(judge([recorded(2, 7, 5)], region([7, 5]))).toEqual({ ...nothing, settled: [2] });
  });

  test("is found by one neighbour when the other is gone", () => {
    expect(judge([recorded(2, 7, 5)], region([9, "bad", 5]))).toEqual({ ...nothing, continued: [[2, 2]] });
    expect(judge([recorded(2, 7, 5)], region([7, "bad", 3]))).toEqual({ ...nothing, continued: [[2, 2]] });
    expect(judge([recorded(2, 7, 5)], region([7, 6]))).toEqual({ ...nothing, settled: [2] });
  });

  test("is found by when its neighbours ended when both are gone", () => {
    expect(judge([recorded(2, 7, 5)], region([8, "bad", 4]))).toEqual({ ...nothing, continued: [[2, 2]] });
    expect(judge([recorded(2, 7, 5)], region([8, 4]))).toEqual({ ...nothing, settled: [2] });
  });

  test("stays open when the stretch does not reach it", () => {
    const part = { fromTop: false, toEnd: false };
    expect(judge([recorded(2, 7, 5)], region([20, 19, 18], part))).toEqual(nothing);
    expect(judge([recorded(2, 7, 5)], region([9, 8, 7], part))).toEqual(nothing);
    expect(judge([recorded(2, 7, 5)], region([5, 4], part))).toEqual(nothing);
    expect(judge([recorded(2, 9, 5), recorded(3, 9, 5)], region([9, 8], part))).toEqual(nothing);
    expect(judge([recorded(2, 9, 5), recorded(3, 9, 5)], region([9, "bad"], part))).toEqual({
      ...nothing,
      continued: [[2, 2]],
    });
  });

  test("several between the same neighbours are told apart by their order", () => {
    const two = [recorded(2, 7, 4), recorded(3, 7, 4)];
    expect(judge(two, region([7, "bad", "bad", 4]))).toEqual({
      ...nothing,
      continued: [
        [2, 2],
        [3, 3],
      ],
    });
    expect(judge(two, region([7, 6, "bad", 4]))).toEqual({ ...nothing, continued: [[2, 3]], settled: [3] });
  });

  test("what is bad and was not recorded is new", () => {
    expect(judge([], region([7, "bad", 5]))).toEqual({ ...nothing, fresh: [2] });
    expect(judge([recorded(2, 7, 5)], region([9, "bad", 8, 7, "bad", 5]))).toEqual({
      ...nothing,
      continued: [[2, 5]],
      fresh: [2],
    });
  });

  test("at the top or the end of a list is known by its only neighbour, or by none", () => {
    expect(judge([recorded(1, null, 5)], region([9, "bad", 5]))).toEqual({ ...nothing, continued: [[1, 2]] });
    expect(judge([recorded(3, 5, null)], region([5, "bad"]))).toEqual({ ...nothing, continued: [[3, 2]] });
    expect(judge([recorded(1, null, null)], region(["bad"]))).toEqual({ ...nothing, continued: [[1, 1]] });
    expect(judge([recorded(1, null, null)], region([4]))).toEqual({ ...nothing, settled: [1] });
  });
});
