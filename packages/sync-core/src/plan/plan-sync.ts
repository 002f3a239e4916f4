import type { ProductSyncSummary } from "@testio/store";
import pMap from "p-map";
import { modeOf, phasesOf } from "../run/mode.js";
import { createRun, type Run } from "../run/run.js";
import type { SyncPlan, SyncRequest } from "../types.js";
import { EVENTS_FOR_PACE, secondsFor } from "./pace.js";
import { type PlanContext, type PlannedProduct, planProduct } from "./plan-product.js";
import { type ProductsToPlan, productsToPlan } from "./products-to-plan.js";

/** Tests of a product nobody has ever synced, where no other product tells what is usual. */
const ASSUMED_TESTS = 200;
/** Products looked up in the database side by side. */
const LOOKUPS = 4;

/**
 * What a sync would do, about how many requests that takes, and how long. Changes nothing and takes no lock; asks TestIO for
 * its product list at most, and only if the sync would.
 *
 * Whether the scope is allowed is for `executeSync` to check: this is what it does with `dryRun`.
 *
 * @throws what the store throws, and the reason of an aborted signal. That TestIO does not answer is a note of the plan.
 */
export async function planSync(request: SyncRequest): Promise<SyncPlan> {
  const mode = modeOf(request.options);
  const phases = phasesOf(request);
  const wanted = request.scope?.productIds ?? request.settings?.allowedProductIds ?? null;
  // Never a fence: whatever tried to write by this run would be refused.
  const run = createRun(request, mode, "none");
  const found = await productsToPlan(run, wanted, phases.includes("PRODUCTS"));
  const context = await contextOf(run, phases, found);
  const products = await pMap(found.products, (product) => planProduct(context, product), { concurrency: LOOKUPS });
  const reasons = products.some(({ asksForBugs }) => asksForBugs) ? 1 : 0;
  const requests = products.reduce((sum, { plan }) => sum + plan.requests, found.requests + reasons);
  const [deletes, events] = await Promise.all([
    mode === "nuke" ? run.store.entityCounts(wanted) : null,
    run.store.listSyncEvents(EVENTS_FOR_PACE),
  ]);
  return {
    mode,
    phases,
    products: products.map(({ plan }) => plan),
    requests,
    seconds: secondsFor(requests, events, run.limits.concurrency),
    deletes,
    notes: [...found.notes, ...notesOn(context, products)],
  };
}

async function contextOf(run: Run, phases: PlanContext["phases"], { products }: ProductsToPlan): Promise<PlanContext> {
  const [summaries, featureStates, positions] = await Promise.all([
    run.store.productSyncSummaries(),
    run.store.listSyncStates("FEATURES"),
    run.store.listProblemPositions(),
  ]);
  const lists = Math.max(1, Math.min(products.length, run.limits.concurrency));
  return {
    run,
    phases,
    summaries: new Map(summaries.map((summary) => [summary.productId, summary])),
    featureStates: new Map(featureStates.map((state) => [state.productId, state])),
    positions: Map.groupBy(positions, ({ productId }) => productId),
    assumedTests: usualNumberOfTests(summaries),
    // As in `syncTests`.
    maxAhead: Math.max(1, Math.floor(run.limits.concurrency / lists) - 1),
  };
}

/** As many as the products have on average whose lists are known. */
function usualNumberOfTests(summaries: readonly ProductSyncSummary[]): number {
  const known = summaries.filter(({ state }) => (state?.completedPass ?? 0) > 0);
  if (known.length === 0) return ASSUMED_TESTS;
  return Math.ceil(known.reduce((sum, { tests }) => sum + tests, 0) / known.length);
}

function notesOn({ run }: PlanContext, products: readonly PlannedProduct[]): string[] {
  const assumed = products.flatMap(({ assumedRows }) => assumedRows ?? []);
  const notes: string[] = [];
  if (products.length === 0) notes.push("There is no product to sync.");
  if (assumed.length > 0) {
    const which = assumed.length === 1 ? "1 product was" : `${assumed.length} products were`;
    const [least, most] = [Math.min(...assumed), Math.max(...assumed)];
    const tests = least === most ? inDigits(least) : `${inDigits(least)} to ${inDigits(most)}`;
    const each = assumed.length === 1 ? "" : " for each";
    notes.push(`${which} never read to the end: a list of ${tests} tests is assumed${each}.`);
  }
  if (run.sinceDate !== null && assumed.length > 0) {
    notes.push("How many of those end after the date asked for is not known.");
  }
  return notes;
}

function inDigits(count: number): string {
  return count.toLocaleString("en-US");
}
