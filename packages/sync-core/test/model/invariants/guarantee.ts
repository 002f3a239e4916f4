import { FINAL_TEST_STATUSES } from "@testio/store";
import type { RunRecord } from "../run-record.js";
import type { World } from "../world.js";
import { holds } from "./broken.js";
import {
  claimOf,
  claimsProduct,
  ghosts,
  inScope,
  isReported,
  isWithin,
  mayWaitForSweep,
  missingTests,
  mustReadAll,
  named,
} from "./coverage.js";

const FINAL: readonly string[] = FINAL_TEST_STATUSES;

/**
 * The guarantee, for each product that a run says it brought up to date while nothing changed at TestIO: none missing, none
 * of another product, none that is gone shown as alive, each as TestIO has it.
 */
export function guarantee(world: World, run: RunRecord): void {
  if (!run.quiet) return;
  for (const { id, state } of world.upstream.products) {
    if (!inScope(run, id)) continue;
    if (run.result.status === "success" && state !== "withdrawn" && wasThere(run, id)) {
      holds(claimsProduct(run, id), "a success is of all products", () => `product ${id} was not brought up to date`);
    }
    if (!claimsProduct(run, id) || run.liedAbout.has(id)) continue;
    noneMissing(world, run, id);
    noneGone(world, run, id);
    noneOutdated(world, run, id);
  }
}

/** Whether the run could know of the product: TestIO listed it, or it was stored and TestIO was not asked. */
function wasThere({ step, answers, before }: RunRecord, productId: number): boolean {
  if (step.mode === "incremental") return before.products.get(productId)?.deletedAt === null;
  return answers.some(({ answer }) => answer.of === "products" && answer.ids.includes(productId));
}

function noneMissing(world: World, run: RunRecord, productId: number): void {
  const claim = claimOf(world, run.after, productId);
  const all = mustReadAll(world, run, productId);
  const missing = missingTests(world, run.after, productId)
    .filter(({ endAt }) => isWithin(world, endAt, run.floor))
    // What becomes of bad records is for the problem positions to tell.
    .filter((test) => !test.poisoned && !isReported(world, run.after, test));
  holds(!all || missing.length === 0, "a full read leaves none missing", () => named(missing));
  const unexcused = missing.filter((test) => claim === null || !mayWaitForSweep(world, claim, test));
  holds(unexcused.length === 0, "none missing but what appeared below known ones", () => named(unexcused));
}

function noneGone(world: World, run: RunRecord, productId: number): void {
  // An empty list deletes nothing; and what ends below a floor is not asked for.
  if (run.floor !== null || world.upstream.list(productId).length === 0) return;
  const alive = ghosts(world, run.after, productId);
  const all = mustReadAll(world, run, productId);
  holds(!all || alive.length === 0, "a full read leaves none alive that is gone", () => named(alive));
}

function noneOutdated(world: World, run: RunRecord, productId: number): void {
  const { upstream } = world;
  const all = mustReadAll(world, run, productId);
  const refresh = run.step.mode === "refresh";
  if (!all && !refresh) return;
  for (const row of run.after.living(productId)) {
    const test = upstream.tests.get(row.id);
    holds(test?.productId === productId, "nothing of another product", () => named([row]));
    const couldChange = refresh && !FINAL.includes(run.before.tests.get(row.id)?.status ?? "");
    if (!couldChange && (!all || !isWithin(world, test.endAt, run.floor))) continue;
    // A bad record is read when the whole list is settled, and only if it answers alone.
    if (test.poisoned && (test.poisoned === "alone too" || !all || run.floor !== null)) continue;
    if (test.goneAt !== null) continue;
    const isCurrent =
      row.title === test.title && row.status === test.status && (row.endAt?.getTime() ?? null) === test.endAt;
    holds(
      isCurrent,
      "what was read is stored as it is",
      () => `${named([row])} ${row.status}; upstream ${named([test])} ${test.status}`,
    );
  }
}
