import type { SyncState } from "@testio/store";
import fc from "fast-check";
import { expect, test } from "vitest";
import { classify, type PassPlan, planPass, type TestKind } from "../../src/pass/pass-plan.js";
import { stateAfterCompletion, stateAfterPage, stateAtLimit } from "../../src/pass/pass-state.js";
import type { ListedTest } from "../../src/problems/region.js";
import { blankState } from "../../src/run/blank-state.js";
import { propertyRuns } from "../support/property-runs.js";
import { ChangingList, changeOf, type During, duringPages } from "./changing-list.js";
import { DrivenWalk, readable } from "./driven-walk.js";

const PRODUCT = 7;

interface RunSettings {
  /** Killed after so many pages. */
  pages: number;
  pageSize: number;
  maxPages: number;
  during: readonly During[];
}

/** A test list and what was stored of it, driven by the same rules as the engine but without requests or a database. */
class Model {
  readonly list: ChangingList;
  /** The pass that each stored test counts for. */
  readonly stored = new Map<number, number | null>();
  #state: SyncState = blankState(PRODUCT, "NEW_TESTS");

  constructor(length: number) {
    this.list = new ChangingList(length);
  }

  /** Runs a pass; true when it completed. */
  run(settings: RunSettings): boolean {
    const { pageSize } = settings;
    let passPlan = planPass(this.#state, { floor: null, fullRead: false, pageSize });
    let read = 0;
    for (;;) {
      const walked = this.#walk(passPlan, settings, read);
      read = walked.read;
      if (walked.reached === null || walked.reached === "moving") return false;
      if (!walked.joined) break;
      passPlan = { ...passPlan, block: null };
    }
    this.#state = stateAfterCompletion(this.#state, passPlan, { fullReadAt: null, now: new Date(0) });
    return true;
  }

  #walk(passPlan: PassPlan, { pages, maxPages, during }: RunSettings, readBefore: number) {
    const driven = new DrivenWalk(passPlan, 4);
    const { walk } = driven;
    let read = readBefore;
    for (; driven.step.next === "page"; read += 1) {
      if (read === pages) return { reached: null, read, joined: walk.joined };
      if (walk.pagesWithNews === maxPages) {
        this.#state = stateAtLimit(this.#state, passPlan, walk);
        return { reached: null, read, joined: walk.joined };
      }
      const { window } = driven.step;
      const listed = this.list.page(read, window, during);
      const page = driven.kept ?? readable(listed);
      if (!driven.take(window, page, (listedTest) => this.#kindOf(listedTest, passPlan))) continue;
      this.#state = stateAfterPage(this.#state, passPlan, walk, driven.step);
      for (const { id } of page.items) {
        const before = this.stored.get(id) ?? null;
        const keeps = before !== null && before <= passPlan.anchorPass;
        this.stored.set(id, keeps ? before : passPlan.pass);
      }
    }
    return { reached: driven.step.reached, read, joined: walk.joined };
  }

  #kindOf({ id, endAt }: ListedTest, passPlan: PassPlan): TestKind {
    const syncPass = this.stored.get(id);
    const known = syncPass === undefined ? undefined : { id, productId: PRODUCT, endAt, syncPass, deletedAt: null };
    return classify(passPlan, { endAt }, known, PRODUCT);
  }
}

const during = duringPages(12, { most: 30, times: 4 });
const history = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: changeOf(30) },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant("run" as const),
        pages: fc.integer({ min: 1, max: 20 }),
        pageSize: fc.integer({ min: 5, max: 9 }),
        maxPages: fc.integer({ min: 1, max: 12 }),
        during,
      }),
    },
  ),
  { maxLength: 25 },
);
const unlimited = { pages: Number.POSITIVE_INFINITY, maxPages: Number.POSITIVE_INFINITY };

test("no history of killed and limited passes, new, deleted and moved tests leaves a test missing after a complete pass", () => {
  fc.assert(
    fc.property(history, fc.integer({ min: 1, max: 10 }), (steps, maxPages) => {
      const model = new Model(60);
      for (const step of steps) {
        if (step.kind === "run") model.run(step);
        else model.list.change(step);
      }
      let runs = 0;
      while (!model.run({ ...unlimited, pageSize: 6, maxPages, during: [] })) {
        runs += 1;
        expect(runs).toBeLessThan(1000);
      }
      // A test that sinks below known ones is found by a full read only.
      expect(model.list.ids.filter((id) => !model.stored.has(id) && !model.list.hasMoved(id))).toEqual([]);
    }),
    propertyRuns(5000),
  );
});

test("whatever happens to a list while it is read, a test that stays where it is throughout is met", () => {
  fc.assert(
    fc.property(
      during,
      fc.integer({ min: 5, max: 12 }),
      fc.integer({ min: 0, max: 90 }),
      (changes, pageSize, length) => {
        const model = new Model(length);
        const before = [...model.list.ids];
        const completed = model.run({ ...unlimited, pageSize, during: changes });
        if (completed) expect(model.list.stayed(before).filter((id) => !model.stored.has(id))).toEqual([]);
      },
    ),
    propertyRuns(10_000),
  );
});
