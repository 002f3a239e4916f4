import type { SyncState } from "@testio/store";
import fc from "fast-check";
import { expect, test } from "vitest";
import { classify, type PassPlan, planPass, type TestKind } from "../../src/pass/pass-plan.js";
import { stateAfterCompletion, stateAfterPage, stateAtLimit } from "../../src/pass/pass-state.js";
import { PassWalk, type Step } from "../../src/pass/pass-walk.js";
import { blankState } from "../../src/run/blank-state.js";

const PRODUCT = 7;

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
    let passPlan = planPass(this.state, { floor: null, fullRead: false, pageSize });
    let left = pages;
    for (;;) {
      const { walk, ended, read } = this.#walk(passPlan, left, maxPages);
      left -= read;
      if (ended === null) return false;
      if (!walk.joined) break;
      passPlan = { ...passPlan, block: null };
    }
    this.state = stateAfterCompletion(this.state, passPlan, { fullReadAt: null, now: new Date(0) });
    return true;
  }

  #walk(passPlan: PassPlan, pages: number, maxPages: number) {
    const walk = new PassWalk(passPlan, () => 4);
    const seen = new Set<number>();
    let read = 0;
    let step: Step = walk.first();
    for (; step.next === "page"; read += 1) {
      if (read === pages) return { walk, ended: null, read };
      if (walk.pagesWithNews === maxPages) {
        this.state = stateAtLimit(this.state, passPlan, walk);
        return { walk, ended: null, read };
      }
      const number = step.page;
      const ids = this.list.slice((number - 1) * passPlan.pageSize, number * passPlan.pageSize);
      const kinds = ids.map((id) => this.#kindOf(id, passPlan, seen));
      const pass = walk.beyondGap ? null : passPlan.pass;
      const repeats = read > 0 && kinds.length > 0 && kinds.every((kind) => kind === "seen");
      step = walk.after({ number, kinds, unreadable: 0, endsBad: false, repeats });
      this.state = stateAfterPage(this.state, passPlan, walk, { number, step });
      for (const id of ids) this.#upsert(id, pass, passPlan.anchorPass);
    }
    return { walk, ended: step.reached, read };
  }

  #kindOf(id: number, passPlan: PassPlan, seen: Set<number>): TestKind {
    if (seen.has(id)) return "seen";
    seen.add(id);
    const syncPass = this.stored.get(id);
    const endAt = new Date(id);
    const known = syncPass === undefined ? undefined : { id, productId: PRODUCT, endAt, syncPass, deletedAt: null };
    return classify(passPlan, { endAt }, known, PRODUCT);
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
