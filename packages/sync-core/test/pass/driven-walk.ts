import { add, compare, forget, type ListedPage, nothingRead } from "../../src/pass/link.js";
import type { PassPlan, TestKind } from "../../src/pass/pass-plan.js";
import { PassWalk } from "../../src/pass/pass-walk.js";
import type { TestPage } from "../../src/pass/test-page.js";
import type { Step } from "../../src/pass/walk-step.js";
import type { Window } from "../../src/pass/window.js";
import type { ListedTest } from "../../src/problems/region.js";

/** A page as far as a walk looks at it. */
export type Page = ListedPage & Pick<TestPage, "isolation">;

/** A walk with its links, driven as the engine drives it, but without requests or a database. */
export class DrivenWalk {
  readonly walk: PassWalk;
  readonly read = nothingRead<Page>();
  step: Step;

  constructor(plan: PassPlan, maxAhead = 0) {
    this.walk = new PassWalk(plan, () => maxAhead);
    this.step = this.walk.first();
  }

  /** The page that was read already and is looked at once more; null = it is to be read. */
  get kept(): Page | null {
    return this.step.next === "page" && this.step.isHeld ? this.read.held : null;
  }

  /** Takes the step after a page; tells whether the page counts. */
  take(window: Window, page: Page, kindOf: (test: ListedTest) => TestKind): boolean {
    const { walk, read } = this;
    if (walk.beginsWith(window)) forget(read);
    const { items, bad, isolation } = page;
    const kinds = items.map((test) => (read.seen.has(test.id) ? "seen" : kindOf(test)));
    this.step = walk.after({ window, kinds, unreadable: bad.length, ...compare(read, window, page), isolation });
    if (walk.held) read.held = page;
    if (walk.accepted) add(read, window, page, walk.rows);
    return walk.accepted;
  }
}

/** A page of which all could be read. */
export function readable(items: ListedTest[]): Page {
  return { items, bad: [], unreadable: [], isolation: null };
}
