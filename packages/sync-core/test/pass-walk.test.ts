import type { KnownTest, SyncState } from "@testio/store";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { classify, completeSinceAfter, type PassPlan, planPass, type TestKind } from "../src/pass/pass-plan.js";
import { stateAfterCompletion, stateAfterPage, stateAtLimit } from "../src/pass/pass-state.js";
import { PassWalk, type Step, type WalkedPage } from "../src/pass/pass-walk.js";
import { blankState } from "../src/run/blank-state.js";

const PRODUCT = 7;
const plan = (changes: Partial<PassPlan> = {}): PassPlan => ({
  pass: 3,
  anchorPass: 2,
  mayStopAtAnchors: true,
  floor: null,
  block: null,
  pageSize: 3,
  ...changes,
});
const page = (number: number, ...kinds: TestKind[]): WalkedPage => ({ number, kinds, unreadable: 0 });

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

describe("planning a pass", () => {
  const request = { floor: null, forceRefresh: false, pageSize: 100 };
  const june = new Date("2026-06-01T00:00:00Z");
  const may = new Date("2026-05-01T00:00:00Z");
  const completed = (completeSince: Date | null): SyncState => ({
    ...blankState(PRODUCT, "NEW_TESTS"),
    lastPass: 4,
    completedPass: 4,
    completeSince,
  });

  test("may stop at anchors only where all that the floor asks for is known to be complete", () => {
    expect(planPass(blankState(PRODUCT, "NEW_TESTS"), request).mayStopAtAnchors).toBe(false);
    expect(planPass(completed(null), request).mayStopAtAnchors).toBe(true);
    expect(planPass(completed(june), request).mayStopAtAnchors).toBe(false);
    expect(planPass(completed(june), { ...request, floor: may }).mayStopAtAnchors).toBe(false);
    expect(planPass(completed(may), { ...request, floor: june }).mayStopAtAnchors).toBe(true);
    expect(planPass(completed(null), { ...request, forceRefresh: true }).mayStopAtAnchors).toBe(false);
  });

  test("keeps the deeper of what was known and what was read", () => {
    expect(completeSinceAfter(blankState(PRODUCT, "NEW_TESTS"), june)).toEqual(june);
    expect(completeSinceAfter(completed(null), june)).toBeNull();
    expect(completeSinceAfter(completed(june), may)).toEqual(may);
    expect(completeSinceAfter(completed(june), null)).toBeNull();
  });

  test("builds on a resume block unless its own floor hid what is wanted now, and converts its page size", () => {
    const block = { resumePage: 5, resumePageSize: 50, resumeFromPass: 2, resumeToPass: 3, resumeSince: june };
    const state = { ...blankState(PRODUCT, "NEW_TESTS"), lastPass: 3, ...block };
    expect(planPass(state, request).block).toBeNull();
    expect(planPass(state, { ...request, floor: june }).block).toEqual({ fromPass: 2, toPass: 3, page: 3 });
    expect(planPass(state, { ...request, floor: june, forceRefresh: true }).block).toBeNull();
  });

  test("a tombstone or a test of another product is wanted, whatever its pass", () => {
    const known: KnownTest = { id: 1, productId: PRODUCT, endAt: null, syncPass: 1, deletedAt: null };
    const listed = { endAt: null };
    expect(classify(plan(), listed, known, PRODUCT)).toBe("anchor");
    expect(classify(plan(), listed, { ...known, deletedAt: june }, PRODUCT)).toBe("wanted");
    expect(classify(plan(), listed, { ...known, productId: 8 }, PRODUCT)).toBe("wanted");
    expect(classify(plan(), listed, { ...known, syncPass: null }, PRODUCT)).toBe("wanted");
    expect(classify(plan(), listed, { ...known, syncPass: 3 }, PRODUCT)).toBe("wanted");
  });
});

/** A test list and what was stored of it, driven by the same rules as the engine but without requests or a database. */
class Model {
  list: number[] = [];
  stored = new Map<number, number | null>();
  state: SyncState = blankState(PRODUCT, "NEW_TESTS");
  #nextId = 1;

  add(count: number): void {
    for (let i = 0; i < count; i += 1) {
      this.list.unshift(this.#nextId);
      this.#nextId += 1;
    }
  }

  /** Runs a pass that is killed after `pages` stored pages and limited to `maxPages`; true when it completed. */
  run({ pages, pageSize, maxPages }: { pages: number; pageSize: number; maxPages: number }): boolean {
    const passPlan = planPass(this.state, { floor: null, forceRefresh: false, pageSize });
    const walk = new PassWalk(passPlan, () => 4);
    const seen = new Set<number>();
    let step: Step = walk.first();
    for (let read = 0; step.next === "page"; read += 1) {
      if (read === pages) return false;
      if (walk.pagesWithNews === maxPages) {
        this.state = stateAtLimit(this.state, passPlan, walk);
        return false;
      }
      const number = step.page;
      const ids = this.list.slice((number - 1) * pageSize, number * pageSize);
      const kinds = ids.map((id) => this.#kindOf(id, passPlan, seen));
      const pass = walk.beyondGap ? null : passPlan.pass;
      step = walk.after({ number, kinds, unreadable: 0 });
      this.state = stateAfterPage(this.state, passPlan, walk, { number, step });
      for (const id of ids) this.#upsert(id, pass, passPlan.anchorPass);
    }
    const reachedEnd = step.reached === "end_of_list";
    this.state = stateAfterCompletion(this.state, passPlan, { reachedEnd, now: new Date(0) });
    return true;
  }

  #kindOf(id: number, passPlan: PassPlan, seen: Set<number>): TestKind {
    if (seen.has(id)) return "seen";
    seen.add(id);
    const syncPass = this.stored.get(id);
    if (syncPass === undefined) return "wanted";
    return classify(
      passPlan,
      { endAt: null },
      { id, productId: PRODUCT, endAt: null, syncPass, deletedAt: null },
      PRODUCT,
    );
  }

  /** As `StoreWriter.upsertTests` is documented. */
  #upsert(id: number, pass: number | null, anchorPass: number): void {
    const before = this.stored.get(id) ?? null;
    if (pass === null || (before !== null && before <= anchorPass)) this.stored.set(id, before);
    else this.stored.set(id, pass);
  }
}

const history = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant("add" as const), count: fc.integer({ min: 1, max: 25 }) }),
    fc.record({ kind: fc.constant("delete" as const), at: fc.nat(), count: fc.integer({ min: 1, max: 30 }) }),
    fc.record({
      kind: fc.constant("run" as const),
      pages: fc.integer({ min: 1, max: 20 }),
      pageSize: fc.integer({ min: 2, max: 5 }),
      maxPages: fc.integer({ min: 1, max: 12 }),
    }),
  ),
  { maxLength: 25 },
);

test("no history of killed and limited passes, new tests and deletions in between leaves a test missing after a complete pass", () => {
  fc.assert(
    fc.property(history, fc.integer({ min: 1, max: 10 }), (commands, maxPages) => {
      const model = new Model();
      model.add(60);
      for (const step of commands) {
        if (step.kind === "add") model.add(step.count);
        else if (step.kind === "delete") model.list.splice(step.at % (model.list.length + 1), step.count);
        else model.run(step);
      }
      let runs = 0;
      while (!model.run({ pages: Number.POSITIVE_INFINITY, pageSize: 3, maxPages })) {
        runs += 1;
        expect(runs).toBeLessThan(1000);
      }
      expect(model.list.filter((id) => !model.stored.has(id))).toEqual([]);
    }),
    { numRuns: 5000 },
  );
});
