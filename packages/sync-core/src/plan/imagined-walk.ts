import type { PassPlan, TestKind } from "../pass/pass-plan.js";
import { PassWalk } from "../pass/pass-walk.js";
import { topOf, type Window } from "../pass/window.js";

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
  const walk = new PassWalk(plan, () => maxAhead);
  // Those fetched ahead for nothing are among them, be it when the list ends or the run.
  const asked = new Set<string>();
  let met = 0;
  let step = walk.first();
  while (step.next === "page" && walk.pagesWithNews < maxPages) {
    const { window } = step;
    const [top, end] = [topOf(window), endOn(list, window)];
    const kindOf = (row: number): TestKind => (row < met ? "seen" : list.kindAt(row));
    const kinds = Array.from({ length: Math.max(0, end - top) }, (_, index) => kindOf(top + index));
    for (const each of [window, ...step.ahead]) asked.add(`${each.page}/${each.size}`);
    met = Math.max(met, end);
    step = walk.after({ window, kinds, unreadable: 0, linked: true, endsBad: false, isolated: false, cap: null });
  }
  if (step.next === "page") for (const each of [step.window, ...step.ahead]) asked.add(`${each.page}/${each.size}`);
  return { requests: asked.size, rows: walk.rows, completes: step.next === "end", joined: walk.joined };
}

function endOn(list: ImaginedList, window: Window): number {
  return Math.min(list.rows, topOf(window) + window.size);
}
