import { describe, expect, test } from "vitest";
import type { PassPlan, TestKind } from "../../src/pass/pass-plan.js";
import { PassWalk } from "../../src/pass/pass-walk.js";
import type { Step } from "../../src/pass/walk-step.js";
import { topOf } from "../../src/pass/window.js";
import { DrivenWalk, readable } from "./driven-walk.js";

const PAGE_SIZE = 10;
const plan = (changes: Partial<PassPlan> = {}): PassPlan => ({
  pass: 3,
  anchorPass: 2,
  mayStopAtAnchors: true,
  floor: null,
  block: null,
  pageSize: PAGE_SIZE,
  ...changes,
});
const fromScratch = plan({ mayStopAtAnchors: false });

/** So many tests of each kind, from the top of a list. */
const listOf = (...stretches: [count: number, kind: TestKind][]): TestKind[] =>
  stretches.flatMap(([count, kind]) => Array.from({ length: count }, () => kind));

interface Server {
  /** Cuts pages to this length. */
  cap?: number;
  ignoresPaging?: boolean;
}

/** Walks over a list; tells which stretches were asked for, which rows were met, and how it ended. */
function walkOver(passPlan: PassPlan, list: readonly TestKind[], { cap, ignoresPaging = false }: Server = {}) {
  const driven = new DrivenWalk(passPlan);
  const asked: string[] = [];
  while (driven.step.next === "page") {
    const { window } = driven.step;
    const size = Math.min(window.size, cap ?? window.size);
    const top = ignoresPaging ? 0 : (window.page - 1) * size;
    const rows = list.map((_, row) => row).slice(top, ignoresPaging ? list.length : top + size);
    asked.push(`${topOf(window)}-${topOf(window) + window.size - 1}`);
    const page = driven.kept ?? readable(rows.map((id) => ({ id, endAt: null })));
    driven.take(window, page, ({ id }) => list[id] ?? "wanted");
  }
  return { asked, met: driven.read.seen.size, reached: driven.step.reached, walk: driven.walk };
}

describe("where a walk reads", () => {
  test("each page begins with a test that was read already, and those at its end are asked for alone", () => {
    expect(walkOver(fromScratch, listOf([30, "wanted"]))).toMatchObject({
      asked: ["0-9", "9-17", "16-23", "20-29", "27-35", "30-30", "29-29"],
      met: 30,
      reached: "end_of_list",
    });
  });

  test("a list shorter than a page needs two more, to prove its end; one where it is known", () => {
    for (const length of [1, 2, 3, 9, 10]) {
      expect(walkOver(fromScratch, listOf([length, "wanted"]))).toMatchObject({ met: length, reached: "end_of_list" });
    }
    expect(walkOver(fromScratch, listOf([9, "wanted"])).asked).toEqual(["0-9", "9-9", "8-8"]);
    expect(walkOver(plan(), listOf([9, "anchor"])).asked).toEqual(["0-9", "9-9"]);
    expect(walkOver(fromScratch, []).asked).toHaveLength(1);
  });

  test("every test is met on a server that cuts pages, wherever it cuts them", () => {
    for (let cap = 1; cap <= PAGE_SIZE; cap += 1) {
      for (let length = 0; length <= 45; length += 1) {
        const { met, reached } = walkOver(fromScratch, listOf([length, "wanted"]), { cap });
        expect({ cap, length, met, reached }).toEqual({ cap, length, met: length, reached: "end_of_list" });
      }
    }
  });

  test("a server that ignores paging is found out by its second answer", () => {
    const { asked, met } = walkOver(fromScratch, listOf([45, "wanted"]), { ignoresPaging: true });
    expect({ asked: asked.length, met }).toEqual({ asked: 2, met: 45 });
    // Whether the list is longer than a page, shorter, or just as long.
    for (let length = 0; length <= 2 * PAGE_SIZE; length += 1) {
      for (const kind of ["wanted", "known", "anchor"] as const) {
        const walked = walkOver(fromScratch, listOf([length, kind]), { ignoresPaging: true });
        expect({ kind, length, met: walked.met, reached: walked.reached }).toEqual({
          kind,
          length,
          met: length,
          reached: "end_of_list",
        });
        expect(walked.asked.length).toBeLessThanOrEqual(3);
      }
    }
  });

  test("a page that does not link is put aside, and pages further up are read until one does", () => {
    const walk = new PassWalk(fromScratch, () => 0);
    const full = {
      kinds: listOf([10, "wanted"]),
      unreadable: 0,
      isCut: false,
      isInPlace: false,
      badAtEnd: 0,
      isolation: null,
    };
    walk.after({ ...full, window: { page: 1, size: 10 }, linked: false });
    const unlinked = { ...full, window: { page: 2, size: 9 }, kinds: listOf([9, "wanted"]), linked: false };
    const step = walk.after(unlinked);
    expect(walk.accepted).toBe(false);
    if (step.next !== "page") throw new Error("It was to read on.");
    expect(topOf(step.window)).toBeLessThan(9);
    walk.after({ ...unlinked, window: step.window, linked: true });
    expect(walk.accepted).toBe(true);
  });

  test.each([
    ["the record above it has changed", 0],
    ["its first record has changed", 1],
    ["neither has", 2],
  ])("a page that cannot overlap counts once both sides of where it begins are found as they were: %s", (_, found) => {
    const list = [3, 2, 1, 0].map((id) => ({ id, endAt: null }));
    const driven = new DrivenWalk(plan({ mayStopAtAnchors: false, pageSize: 2 }));
    const take = (page: number, size: number, shown = list.slice((page - 1) * size, page * size)) =>
      driven.take({ page, size }, driven.kept ?? readable(shown), () => "wanted");
    take(1, 2);
    expect(take(2, 2)).toBe(false);
    const alone = [2, 3].map((page) => ({ page, size: 1 }));
    for (const [nth, window] of alone.entries()) {
      if (nth > found) continue;
      expect(driven).toMatchObject({ kept: null, step: { window } });
      take(window.page, 1, nth === found ? [{ id: 99, endAt: null }] : undefined);
    }
    const isInPlace = found === alone.length;
    expect(driven.step).toMatchObject({ window: isInPlace ? { page: 2, size: 2 } : { page: 1 } });
    expect(driven.kept !== null).toBe(isInPlace);
    expect(take(2, 2)).toBe(isInPlace);
  });

  test("a list that never links ends the walk as one that moves", () => {
    const walk = new PassWalk(fromScratch, () => 0);
    let step: Step = walk.first();
    for (let pages = 0; step.next === "page"; pages += 1) {
      expect(pages).toBeLessThan(100);
      const { window } = step;
      const kinds = listOf([window.size, "wanted"]);
      const linked = false;
      step = walk.after({
        window,
        kinds,
        unreadable: 0,
        linked,
        isCut: false,
        isInPlace: false,
        badAtEnd: 0,
        isolation: null,
      });
    }
    expect(step.reached).toBe("moving");
  });
});

describe("when a walk ends", () => {
  test("two safety pages after the first anchor", () => {
    const { asked, reached } = walkOver(plan(), listOf([3, "wanted"], [60, "anchor"]));
    expect({ pages: asked.length, reached }).toEqual({ pages: 3, reached: "known" });
  });

  test("the safety pages begin again when one of them brings something wanted", () => {
    const { asked } = walkOver(plan(), listOf([20, "anchor"], [1, "wanted"], [60, "anchor"]));
    expect(asked).toHaveLength(5);
  });

  test("below the floor only when a whole page and the safety pages lie below it", () => {
    const { asked, reached } = walkOver(fromScratch, listOf([5, "wanted"], [60, "below_floor"]));
    expect({ pages: asked.length, reached }).toEqual({ pages: 4, reached: "floor" });
  });

  test("tests without an end neither hold it up nor end it", () => {
    const atTop = walkOver(plan(), listOf([30, "neutral"], [5, "wanted"], [60, "anchor"]));
    expect(atTop).toMatchObject({ reached: "known" });
    expect(atTop.met).toBeGreaterThan(35);
    expect(walkOver(plan(), listOf([10, "anchor"], [60, "neutral"])).asked).toHaveLength(3);
  });

  test("tests that are stored and prove nothing do not end it, nor count for the page limit", () => {
    const { met, reached, walk } = walkOver(plan(), listOf([40, "known"]));
    expect({ met, reached, news: walk.pagesWithNews }).toEqual({ met: 40, reached: "end_of_list", news: 0 });
  });
});

describe("a resume block", () => {
  const block = { fromPass: 2, toPass: 2, rows: 80 };

  test("is jumped over after two safety pages", () => {
    const { asked, walk } = walkOver(
      plan({ mayStopAtAnchors: false, block }),
      listOf([4, "wanted"], [76, "block"], [20, "wanted"]),
    );
    expect(asked.slice(0, 3)).toEqual(["0-9", "9-17", "16-23"]);
    expect(Number(asked[3]?.split("-")[0])).toBeGreaterThan(70);
    expect(walk.joined).toBe(true);
  });

  test("that lies within what was read from the top is gone through", () => {
    const short = { fromPass: 2, toPass: 2, rows: 12 };
    const { met, reached } = walkOver(
      plan({ mayStopAtAnchors: false, block: short }),
      listOf([12, "block"], [30, "wanted"]),
    );
    expect({ met, reached }).toEqual({ met: 42, reached: "end_of_list" });
  });
});

test("pages are fetched ahead as far as was read, within what is allowed, and no further than the safety pages", () => {
  const walk = new PassWalk(plan(), () => 3);
  let step: Step = walk.first();
  const read = (kind: TestKind) => {
    if (step.next !== "page") throw new Error("It ended.");
    const { window } = step;
    const kinds = listOf([window.size, kind]);
    step = walk.after({
      window,
      kinds,
      unreadable: 0,
      linked: true,
      isCut: false,
      isInPlace: true,
      badAtEnd: 0,
      isolation: null,
    });
    return step.next === "page" ? step.ahead.length : null;
  };
  expect([1, 2, 3, 4, 5].map(() => read("wanted"))).toEqual([1, 2, 3, 3, 3]);
  expect([read("anchor"), read("anchor"), read("anchor")]).toEqual([1, 0, null]);
});
