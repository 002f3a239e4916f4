import { describe, expect, test } from "vitest";
import type { PassPlan, TestKind } from "../../src/pass/pass-plan.js";
import { PassWalk, type Step, type WalkedPage } from "../../src/pass/pass-walk.js";

const plan = (changes: Partial<PassPlan> = {}): PassPlan => ({
  pass: 3,
  anchorPass: 2,
  mayStopAtAnchors: true,
  floor: null,
  block: null,
  pageSize: 3,
  ...changes,
});
const page = (number: number, ...kinds: TestKind[]): WalkedPage => ({
  number,
  kinds,
  unreadable: 0,
  endsBad: false,
  repeats: kinds.every((kind) => kind === "seen"),
});

/** The pages a walk asks for when the list answers `pages` (1-based), and how it ends. */
function walkOver(walk: PassWalk, pages: TestKind[][]): { asked: number[]; reached: string } {
  const asked: number[] = [];
  let step: Step = walk.first();
  while (step.next === "page") {
    asked.push(step.page);
    step = walk.after(page(step.page, ...(pages[step.page - 1] ?? [])));
  }
  return { asked, reached: step.reached };
}

describe("a walk over a test list", () => {
  test("is not held up by tests without an end, and does not stop at them", () => {
    const open: TestKind[] = ["neutral", "neutral", "neutral"];
    const known: TestKind[] = ["anchor", "anchor", "anchor"];
    const atTop = new PassWalk(plan(), () => 0);
    expect(walkOver(atTop, [open, open, open, ["wanted", "anchor", "anchor"], known, known, known]).asked).toEqual([
      1, 2, 3, 4, 5, 6,
    ]);
    const atEnd = new PassWalk(plan(), () => 0);
    expect(walkOver(atEnd, [known, open, open, open]).asked).toEqual([1, 2, 3]);
  });

  test("does not stop at tests that are stored and prove nothing", () => {
    const stored: TestKind[] = ["known", "known", "known"];
    const walk = new PassWalk(plan(), () => 0);
    expect(walkOver(walk, [stored, stored, stored, stored])).toEqual({
      asked: [1, 2, 3, 4, 5],
      reached: "end_of_list",
    });
    expect(walk.pagesWithNews).toBe(0);
  });

  test("tells when a test may have slipped between two pages: not below an anchor, nor after a page that was not full", () => {
    const fresh: TestKind[] = ["wanted", "wanted", "wanted"];
    const crossed = (...pages: TestKind[][]) => {
      const walk = new PassWalk(plan(), () => 0);
      walkOver(walk, pages);
      return walk.crossedBoundaries;
    };
    expect(crossed(["wanted", "wanted"])).toBe(false);
    expect(crossed(fresh)).toBe(true);
    expect(crossed(["wanted"], ["wanted"])).toBe(true);
    expect(crossed(["wanted", "wanted", "anchor"], ["anchor", "anchor", "anchor"])).toBe(false);
    expect(crossed(fresh, ["anchor", "anchor", "anchor"])).toBe(true);
  });

  test("goes to the empty page when nothing is known, however short a page is", () => {
    const walk = new PassWalk(plan({ mayStopAtAnchors: false }), () => 0);
    expect(walkOver(walk, [["wanted"], ["wanted", "wanted", "wanted"], ["wanted"]])).toEqual({
      asked: [1, 2, 3, 4],
      reached: "end_of_list",
    });
  });

  test("reads two safety pages after the first anchor", () => {
    const known: TestKind[] = ["anchor", "anchor", "anchor"];
    const walk = new PassWalk(plan(), () => 0);
    expect(walkOver(walk, [["wanted", "anchor", "anchor"], known, known, known, known])).toEqual({
      asked: [1, 2, 3],
      reached: "known",
    });
  });

  test("starts the safety pages again when one of them brings something wanted", () => {
    const known: TestKind[] = ["anchor", "anchor", "anchor"];
    const walk = new PassWalk(plan(), () => 0);
    const pages: TestKind[][] = [known, known, ["anchor", "wanted", "anchor"], known, known, known];
    expect(walkOver(walk, pages).asked).toEqual([1, 2, 3, 4, 5]);
  });

  test("ends below the floor only when a whole page and the safety pages lie below it", () => {
    const below: TestKind[] = ["below_floor", "below_floor", "below_floor"];
    const walk = new PassWalk(plan({ mayStopAtAnchors: false }), () => 0);
    const pages: TestKind[][] = [["wanted", "below_floor", "below_floor"], below, below, below, below];
    expect(walkOver(walk, pages)).toEqual({ asked: [1, 2, 3, 4], reached: "floor" });
  });

  test("takes a page that only repeats for a list that moved, two of them for its end", () => {
    const seen: TestKind[] = ["seen", "seen", "seen"];
    const fresh: TestKind[] = ["wanted", "wanted", "wanted"];
    const moved = new PassWalk(plan({ mayStopAtAnchors: false }), () => 0);
    expect(walkOver(moved, [fresh, seen, fresh]).asked).toEqual([1, 2, 3, 4]);
    const ignored = new PassWalk(plan({ mayStopAtAnchors: false }), () => 0);
    expect(walkOver(ignored, [fresh, seen, seen, seen])).toEqual({ asked: [1, 2, 3], reached: "end_of_list" });
  });

  test("does not take other tests that were read before for a repetition", () => {
    const walk = new PassWalk(plan({ mayStopAtAnchors: false }), () => 0);
    const again = (number: number): WalkedPage => ({ ...page(number, "seen", "seen", "seen"), repeats: false });
    walk.after(page(1, "wanted", "wanted", "wanted"));
    for (const number of [2, 3, 4]) {
      expect(walk.after(again(number))).toMatchObject({ next: "page", page: number + 1 });
    }
  });

  test("needs one repetition only when the server answered more than was asked for", () => {
    const all: TestKind[] = ["wanted", "wanted", "wanted", "wanted"];
    const again: TestKind[] = ["seen", "seen", "seen", "seen"];
    const walk = new PassWalk(plan({ mayStopAtAnchors: false }), () => 0);
    expect(walkOver(walk, [all, again, again]).asked).toEqual([1, 2]);
  });

  test("jumps over the resume block, one page of overlap included", () => {
    const block: TestKind[] = ["block", "block", "block"];
    const fresh: TestKind[] = ["wanted", "wanted", "wanted"];
    const walk = new PassWalk(plan({ mayStopAtAnchors: false, block: { fromPass: 2, toPass: 2, page: 9 } }), () => 0);
    const pages = [["wanted", "block", "block"], ...Array.from({ length: 8 }, () => block), fresh] as TestKind[][];
    expect(walkOver(walk, pages).asked).toEqual([1, 2, 3, 8, 9, 10, 11]);
  });

  test("steps back from the end of the block until a page overlaps it", () => {
    const block: TestKind[] = ["block", "block", "block"];
    const fresh: TestKind[] = ["wanted", "wanted", "wanted"];
    const walk = new PassWalk(plan({ mayStopAtAnchors: false, block: { fromPass: 2, toPass: 2, page: 9 } }), () => 0);
    const pages = [block, block, block, block, block, ["block", "wanted", "wanted"], fresh, fresh] as TestKind[][];
    expect(walkOver(walk, pages).asked).toEqual([1, 2, 3, 8, 7, 6, 7, 8, 9]);
  });

  test("fetches ahead as far as it has read, within what is allowed, and no further than the safety pages", () => {
    const fresh: TestKind[] = ["wanted", "wanted", "wanted"];
    const walk = new PassWalk(plan(), () => 3);
    const ahead = [1, 2, 3, 4, 5].map((number) => {
      const step = walk.after(page(number, ...fresh));
      return step.next === "page" ? step.ahead : null;
    });
    expect(ahead).toEqual([1, 2, 3, 3, 3]);
    expect(walk.after(page(6, "anchor", "anchor", "anchor"))).toEqual({ next: "page", page: 7, ahead: 1 });
    expect(walk.after(page(7, "anchor", "anchor", "anchor"))).toEqual({ next: "page", page: 8, ahead: 0 });
  });

  test("does not fetch ahead after a page shorter than asked for", () => {
    const walk = new PassWalk(plan({ mayStopAtAnchors: false }), () => 5);
    expect(walk.after(page(1, "wanted"))).toEqual({ next: "page", page: 2, ahead: 0 });
  });
});
