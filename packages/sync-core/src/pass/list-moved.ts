import { isTest } from "../problems/region.js";
import { fetchTestPage, readAroundBadRecords } from "./fetch-page.js";
import type { PageSeen, Pass } from "./pass.js";
import { rowsOn } from "./test-page.js";

/**
 * Whether a list moved while a walk read it, judged by its first and its last page.
 * `grew`: tests were added at the top and nothing else, so that all others moved down. `changed`: anything else, such as a
 * test deleted, which moves those below it up.
 */
export type Movement = "still" | "grew" | "changed";

/** Pages that were read by a walk and are read again after it. */
export interface Reread {
  before: PageSeen;
  after: readonly number[];
}

type Seen = Pick<ReadonlySet<number>, "has">;

/** The judgement, from ids alone. `seen`: all that the walk has read; `pageSize`: the most a page holds. */
export function movementOf(first: Reread, last: Reread, seen: Seen, pageSize: number): Movement {
  const growth = first.after.findIndex((id) => seen.has(id));
  // With a page full of new tests nothing shows what became of the old ones.
  if (growth === -1) return isSame(first) ? "still" : "changed";
  if (growth === 0) return isSame(first) && isSame(last) ? "still" : "changed";
  const top = [...first.after.slice(0, growth), ...first.before.ids].slice(0, pageSize);
  const movedDown = last.before.number === first.before.number || isMovedDown(last, growth, seen, pageSize);
  return isEqual(first.after, top) && movedDown ? "grew" : "changed";
}

function isSame({ before, after }: Reread): boolean {
  return isEqual(before.ids, after);
}

function isMovedDown({ before, after }: Reread, growth: number, seen: Seen, pageSize: number): boolean {
  const fromAbove = after.slice(0, growth);
  const rest = after.slice(growth);
  return fromAbove.every((id) => seen.has(id)) && isEqual(rest, before.ids.slice(0, Math.max(0, pageSize - growth)));
}

function isEqual(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((id, index) => id === b[index]);
}

/** Reads the first and the last page of a finished walk again, side by side, and compares. */
export async function movementSince(pass: Pass): Promise<Movement> {
  const { first, last, seen, plan, pageLength } = pass;
  if (first === null || last === null) return "still";
  const [top, bottom] = await Promise.all([
    readAgain(pass, first),
    last.number === first.number ? null : readAgain(pass, last),
  ]);
  // What a page holds at most: less than was asked for where the server caps it.
  const longest = first.number === last.number ? plan.pageSize : (pageLength ?? plan.pageSize);
  const firstPage = { before: first, after: top };
  return movementOf(firstPage, bottom === null ? firstPage : { before: last, after: bottom }, seen, longest);
}

async function readAgain({ run, product, region, pageLength }: Pass, { number }: PageSeen): Promise<number[]> {
  const page = await readAroundBadRecords(
    number,
    () => fetchTestPage(run, product, { page: number, size: run.limits.pageSize }),
    {
      run,
      product,
      pageLength,
      badAbove: 0,
      readablePosition: region.entries.findIndex(isTest) + 1 || null,
    },
  );
  return rowsOn(page) === 0 ? [] : page.items.map(({ id }) => id);
}
