import type { RunRecord } from "../run-record.js";
import type { UpstreamTest } from "../upstream-tests.js";
import type { World } from "../world.js";
import { holds } from "./broken.js";
import { ghosts, missingTests, named } from "./coverage.js";

/** So many bad records in a row, and none readable beside them on a page: then it is not taken for bad records. */
const TOO_MANY_IN_A_ROW = 5;

/** With nothing in the way any more, the database has exactly what TestIO lists, and the run says so. */
export function atTheEnd(world: World, run: RunRecord): void {
  const { upstream } = world;
  const lists = upstream.listedProducts().map((id) => ({ id, list: upstream.list(id) }));
  const isHopeless = lists.some(({ list }) => longestBadStretch(list) >= TOO_MANY_IN_A_ROW);
  const bad = lists.flatMap(({ list }) => list.filter(({ poisoned }) => poisoned));
  const { status, errors, warnings } = run.result;
  const isEmptied = lists.length === 0 && [...run.before.products.values()].some(({ deletedAt }) => deletedAt === null);
  const expected = isEmptied ? "failure" : bad.length > 0 ? "partial_failure" : "success";
  holds(
    isHopeless || status === expected,
    "at the end all is well",
    () => `${status} instead of ${expected}: ${JSON.stringify({ errors, warnings })}`,
  );
  for (const { id, list } of lists) {
    if (longestBadStretch(list) >= TOO_MANY_IN_A_ROW) continue;
    const missing = missingTests(world, run.after, id).filter(({ poisoned }) => !poisoned);
    holds(missing.length === 0, "at the end none is missing", () => named(missing));
    if (list.length === 0) continue;
    const alive = ghosts(world, run.after, id);
    holds(alive.length === 0, "at the end none is alive that is gone", () => named(alive));
  }
}

function longestBadStretch(list: readonly UpstreamTest[]): number {
  let longest = 0;
  let length = 0;
  for (const { poisoned } of list) {
    length = poisoned ? length + 1 : 0;
    longest = Math.max(longest, length);
  }
  return longest;
}
