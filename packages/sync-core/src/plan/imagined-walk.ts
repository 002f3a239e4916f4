import type { PassPlan, TestKind } from "../pass/pass-plan.js";
import { PassWalk } from "../pass/pass-walk.js";
import { topOf } from "../pass/window.js";

/** A list as it is taken to be. */
export interface ImaginedList {
  /** How many tests it has. */
  rows: number;
  /** What the test at a row (from 0, newest first) is to a walk that comes upon it. */
  kindAt: (row: number) => Exclude<TestKind, "seen">;
}

export interface ImaginedWalk {
  requests: number;
  /** Tests from the top that it meets. */
  rows: number;
  /** Whether it has read all that it was to read, and did not end at the page limit. */
  completes: boolean;
  /** Whether it went on below a resume block. */
  joined: boolean;
}

export interface WalkLimits {
  /** Pages that may be fetched ahead. */
  maxAhead: number;
  /** Pages with tests nobody has stored after which it ends. */
  maxPages: number;
}

/** Walks over a list that stands still, by the rules of the real walk, and counts the pages it would ask for. */
export function walkOver(plan: PassPlan, list: ImaginedList, { maxAhead, maxPages }: WalkLimits): ImaginedWalk {
  const walk = new PassWalk(plan, () => maxAhead, plan.anchorPass > 0 ? list.rows : null);
  const asked = new Set<string>();
  let met = 0;
  let step = walk.first();
  while (step.next === "page") {
    const { window, ahead } = step;
    // What is fetched ahead has been asked for, though the list or the run may end before it.
    for (const { page, size } of [window, ...ahead]) asked.add(`${page}/${size}`);
    if (walk.pagesWithNews === maxPages) break;
    const top = topOf(window);
    const length = Math.min(window.size, Math.max(0, list.rows - top));
    const kinds = Array.from({ length }, (_, index): TestKind => {
      const row = top + index;
      return row < met ? "seen" : list.kindAt(row);
    });
    met = Math.max(met, top + length);
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
  }
  return { requests: asked.size, rows: walk.rows, completes: step.next === "end", joined: walk.joined };
}
