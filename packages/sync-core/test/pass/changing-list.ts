import fc from "fast-check";
import type { Window } from "../../src/pass/window.js";
import type { ListedTest } from "../../src/problems/region.js";

/** What happens to a list at TestIO. */
type Change =
  | { kind: "add"; count: number }
  | { kind: "delete"; at: number; count: number }
  /** A test moves to the end of the list. */
  | { kind: "sink"; at: number };

/** A page is cut to so many rows, and stands where pages of that size do. */
interface Cut {
  kind: "cut";
  rows: number;
}

/** What happens before the nth page is answered. */
export interface During {
  page: number;
  change: Change | Cut;
}

/** A test list, newest first. */
export class ChangingList {
  readonly ids: number[] = [];
  /** Tests that were moved: by what they end, which nobody reads here, they are others than before. */
  readonly #moved = new Map<number, number>();
  #nextId = 1;

  constructor(length: number) {
    this.change({ kind: "add", count: length });
  }

  change(change: Change): void {
    const place = "at" in change ? change.at % (this.ids.length + 1) : 0;
    if (change.kind === "delete") this.ids.splice(place, change.count);
    if (change.kind === "add") {
      for (let added = 0; added < change.count; added += 1) this.ids.unshift(this.#next());
    }
    if (change.kind === "sink") {
      const [id] = this.ids.splice(place, 1);
      if (id === undefined) return;
      this.ids.push(id);
      this.#moved.set(id, -this.#next());
    }
  }

  /** The nth page that is asked for, after all that happens before it. */
  page(nth: number, { page, size }: Window, during: readonly During[]): ListedTest[] {
    let rows = size;
    for (const { page: when, change } of during) {
      if (when !== nth) continue;
      if (change.kind === "cut") rows = Math.min(rows, change.rows);
      else this.change(change);
    }
    return this.ids.slice((page - 1) * rows, page * rows).map((id) => ({ id, endAt: this.endOf(id) }));
  }

  endOf(id: number): Date {
    return new Date(this.#moved.get(id) ?? id);
  }

  /** Those that still stand where they did, of tests that stood in the list before. */
  stayed(before: readonly number[]): number[] {
    return before.filter((id) => this.ids.includes(id) && !this.hasMoved(id));
  }

  hasMoved(id: number): boolean {
    return this.#moved.has(id);
  }

  #next(): number {
    this.#nextId += 1;
    return this.#nextId - 1;
  }
}

const place = fc.nat({ max: 100 });

/** Changes of up to `most` tests. */
export function changeOf(most: number): fc.Arbitrary<Change> {
  const count = fc.integer({ min: 1, max: most });
  return fc.oneof(
    fc.record({ kind: fc.constant("add" as const), count }),
    fc.record({ kind: fc.constant("delete" as const), at: place, count }),
    fc.record({ kind: fc.constant("sink" as const), at: place }),
  );
}

/** What happens while the first pages are read. */
export function duringPages(pages: number, { most, times }: { most: number; times: number }): fc.Arbitrary<During[]> {
  const cut = fc.record({ kind: fc.constant("cut" as const), rows: fc.integer({ min: 1, max: 8 }) });
  const change = fc.oneof({ weight: 3, arbitrary: changeOf(most) }, { weight: 1, arbitrary: cut });
  return fc.array(fc.record({ page: fc.nat({ max: pages }), change }), { maxLength: times });
}
