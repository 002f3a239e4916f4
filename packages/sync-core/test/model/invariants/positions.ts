import type { ProblemPosition } from "@testio/store";
import type { RunRecord } from "../run-record.js";
import type { UpstreamTest } from "../upstream-tests.js";
import type { World } from "../world.js";
import { holds } from "./broken.js";
import { claimsProduct, inScope, isWithin, mustReadAll } from "./coverage.js";

/** Problem positions are the records that could not be read, each with its readable neighbours: no more and no less. */
export function positions(world: World, run: RunRecord): void {
  const { result, after } = run;
  const listed = world.upstream.listedProducts();
  const rows = after.positions.filter(({ productId }) => inScope(run, productId) && listed.includes(productId));
  if (!run.crashed && result.status === "success") {
    holds(rows.length === 0, "no success while a record could not be read", () => `${rows.length} positions`);
  }
  if (!run.quiet || run.faulty || run.crashed) return;
  for (const { id } of world.upstream.products) {
    if (inScope(run, id) && claimsProduct(run, id)) ofProduct(world, run, id);
  }
}

function ofProduct(world: World, run: RunRecord, productId: number): void {
  const list = world.upstream.list(productId);
  const bad = list.filter(({ poisoned }) => poisoned);
  const rows = run.after.positions.filter((row) => row.productId === productId);
  const left = [...rows];
  for (const test of bad) {
    const wanted = isWithin(world, test.endAt, run.floor);
    const mayBeUnseen = !wanted || (!mustReadAll(world, run, productId) && isBelowKnown(run, list, test));
    // Below the floor nobody looks, so that its number is an old one.
    const place = left.findIndex(
      (row) => brackets(row, list, test) && (!wanted || row.position === list.indexOf(test) + 1),
    );
    holds(place !== -1 || mayBeUnseen, "each unread record is a problem position", () => describe(list, test, rows));
    if (place !== -1) left.splice(place, 1);
  }
  holds(left.length === 0, "each problem position is an unread record", () => describe(list, null, left));
}

/** Below a test that was known before, a sync need not look. */
function isBelowKnown({ before }: RunRecord, list: readonly UpstreamTest[], test: UpstreamTest): boolean {
  return list.slice(0, list.indexOf(test)).some(({ id, endAt }) => {
    const stored = before.tests.get(id);
    return stored?.deletedAt === null && (stored.endAt?.getTime() ?? null) === endAt;
  });
}

function brackets(row: ProblemPosition, list: readonly UpstreamTest[], test: UpstreamTest): boolean {
  const place = list.indexOf(test);
  const before = list.slice(0, place).findLast(({ poisoned }) => !poisoned);
  const after = list.slice(place + 1).find(({ poisoned }) => !poisoned);
  return row.beforeId === (before?.id ?? null) && row.afterId === (after?.id ?? null);
}

function describe(list: readonly UpstreamTest[], test: UpstreamTest | null, rows: readonly ProblemPosition[]): string {
  const shown = list.map(({ id, poisoned }) => `${id}${poisoned ? "!" : ""}`).join(" ");
  const positions = rows.map(({ position, beforeId, afterId }) => `${position} (${beforeId}..${afterId})`).join(", ");
  return `${test === null ? "" : `${test.id} in `}[${shown}]; positions: ${positions || "none"}`;
}
