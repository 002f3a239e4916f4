import "./trace-setup.js";
import type { SyncState } from "@testio/store";
import fc from "fast-check";
import { expect, test } from "vitest";
import { add, compare, forget, nothingRead, type ReadSoFar } from "../src/pass/link.js";
import { classify, type PassPlan, planPass, type TestKind } from "../src/pass/pass-plan.js";
import { stateAfterCompletion, stateAfterPage, stateAtLimit } from "../src/pass/pass-state.js";
import { PassWalk } from "../src/pass/pass-walk.js";
import type { Step } from "../src/pass/walk-step.js";
import { topOf } from "../src/pass/window.js";
import type { ListedTest } from "../src/problems/region.js";
import { blankState } from "../src/run/blank-state.js";

const PRODUCT = 7;

interface RunSettings {
  /** Killed after so many pages. */
  pages: number;
  pageSize: number;
  maxPages: number;
  /** What happens at TestIO before the nth page is answered. */
  during: { page: number; change: Change | Cut }[];
}

/** This page is cut to so many rows, and stands where pages of that size do. */
interface Cut {
  kind: "cut";
  rows: number;
}

type Change =
  | { kind: "add"; count: number }
  | { kind: "delete"; at: number; count: number }
  | { kind: "sink"; at: number };

/** A test list and what was stored of it, driven by the same rules as the engine but without requests or a database. */
class Model {
  list: number[] = [];
  stored = new Map<number, number | null>();
  state: SyncState = blankState(PRODUCT, "NEW_TESTS");
  /** Tests that were moved: by what they end, which nobody reads here, they are others than before. */
  ends = new Map<number, number>();
  #nextId = 1;

  change(change: Change): void {
    const place = (at: number) => at % (this.list.length + 1);
    if (change.kind === "delete") this.list.splice(place(change.at), change.count);
    if (change.kind === "add") {
      for (let added = 0; added < change.count; added += 1) {
        this.list.unshift(this.#nextId);
        this.#nextId += 1;
      }
    }
    if (change.kind === "sink") {
      const [id] = this.list.splice(place(change.at), 1);
      if (id === undefined) return;
      this.list.push(id);
      this.ends.set(id, -this.#nextId);
      this.#nextId += 1;
    }
  }

  /** Runs a pass; true when it completed. */
  run(settings: RunSettings): boolean {
    const { pageSize } = settings;
    let passPlan = planPass(this.state, { floor: null, fullRead: false, pageSize });
    let read = 0;
    for (;;) {
      const walked = this.#walk(passPlan, settings, read);
      read = walked.read;
      if (walked.reached === null || walked.reached === "moving") return false;
      if (!walked.joined) break;
      passPlan = { ...passPlan, block: null };
    }
    this.state = stateAfterCompletion(this.state, passPlan, { fullReadAt: null, now: new Date(0) });
    return true;
  }

  #walk(passPlan: PassPlan, { pages, maxPages, during }: RunSettings, readBefore: number) {
    const walk = new PassWalk(passPlan, () => 4);
    const met: ReadSoFar = nothingRead();
    let held: ListedTest[] | null = null;
    let read = readBefore;
    let step: Step = walk.first();
    for (; step.next === "page"; read += 1) {
      if (read === pages) return { reached: null, read, joined: walk.joined };
      if (walk.pagesWithNews === maxPages) {
        this.state = stateAtLimit(this.state, passPlan, walk);
        return { reached: null, read, joined: walk.joined };
      }
      const { window } = step;
      let { size } = window;
      for (const { page, change } of during) {
        if (page !== read) continue;
        if (change.kind === "cut") size = Math.min(size, change.rows);
        else this.change(change);
      }
      const top = (window.page - 1) * size;
      const listed = this.list.slice(top, top + size).map((id) => ({ id, endAt: new Date(this.#endOf(id)) }));
      const items: ListedTest[] = (step.isHeld && held) || listed;
      const page = { items, bad: [], unreadable: [] };
      if (walk.beginsWith(window))
        forget(met);
            const kinds = items.map(({ id }) => (met.seen.has(id) ? "seen" : this.#kindOf(id, passPlan)));
            step = walk.after({
        window,
        kinds,
        unreadable: 0,
...compare(met, window, page), isolation: null,
      });
      if (walk.held) held = items;
      if (!walk.accepted) continue;
      this.state = stateAfterPage(this.state, passPlan, walk, step);
      add(met, window, page, walk.rows);
      for (const { id } of items) {
        
        const before = this.stored.get(id) ?? null;
        const keeps = before !== null && before <= passPlan.anchorPass;
        this.stored.set(id, keeps ? before : passPlan.pass);
      }
    }
    return { reached: step.reached, read, joined: walk.joined };
  }

  #endOf(id: number): number {
    return this.ends.get(id) ?? id;
  }

  #kindOf(id: number, passPlan: PassPlan): TestKind {
    const syncPass = this.stored.get(id);
    const endAt = new Date(this.#endOf(id));
    const known = syncPass === undefined ? undefined : { id, productId: PRODUCT, endAt, syncPass, deletedAt: null };
    return classify(passPlan, { endAt }, known, PRODUCT);
  }
}

const change = fc.oneof(
  fc.record({ kind: fc.constant("add" as const), count: fc.integer({ min: 1, max: 25 }) }),
  fc.record({ kind: fc.constant("delete" as const), at: fc.nat(), count: fc.integer({ min: 1, max: 30 }) }),
  fc.record({ kind: fc.constant("sink" as const), at: fc.nat() }),
);
const cut = fc.record({ kind: fc.constant("cut" as const), rows: fc.integer({ min: 1, max: 8 }) });
const during = fc.array(fc.record({ page: fc.integer({ min: 1, max: 12 }), change: fc.oneof(change, cut) }), {
  maxLength: 4,
});
const history = fc.array(
  fc.oneof(
    change,
    fc.record({
      kind: fc.constant("run" as const),
      pages: fc.integer({ min: 1, max: 20 }),
      pageSize: fc.integer({ min: 5, max: 9 }),
      maxPages: fc.integer({ min: 1, max: 12 }),
      during,
    }),
  ),
  { maxLength: 25 },
);
const unlimited = { pages: Number.POSITIVE_INFINITY, maxPages: Number.POSITIVE_INFINITY };

test("no history of killed and limited passes, new, deleted and moved tests leaves a test missing after a complete pass", () => {
  fc.assert(
    fc.property(history, fc.integer({ min: 1, max: 10 }), (commands, maxPages) => {
      const model = new Model();
      model.change({ kind: "add", count: 60 });
      for (const step of commands) {
        if (step.kind === "run") model.run(step);
        else model.change(step);
      }
      let runs = 0;
      while (!model.run({ ...unlimited, pageSize: 6, maxPages, during: [] })) {
        runs += 1;
        expect(runs).toBeLessThan(1000);
      }
      // A test that sinks below known ones is found by a full read only.
      expect(model.list.filter((id) => !model.stored.has(id) && !model.ends.has(id))).toEqual([]);
    }),
    { numRuns: 5000 },
  );
});

test("whatever happens to a list while it is read, a test that stays where it is throughout is met", () => {
  fc.assert(
    fc.property(
      during,
      fc.integer({ min: 5, max: 12 }),
      fc.integer({ min: 0, max: 90 }),
      (changes, pageSize, length) => {
        const model = new Model();
        model.change({ kind: "add", count: length });
        const before = [...model.list];
        const completed = model.run({ ...unlimited, pageSize, during: changes });
        const stayed = before.filter((id) => model.list.includes(id) && !model.ends.has(id));
        if (completed) expect(stayed.filter((id) => !model.stored.has(id))).toEqual([]);
      },
    ),
    { numRuns: 10_000 },
  );
});
