import type { SyncPhaseName, SyncState } from "@testio/store";
import type { BugSource, TestRef } from "../bugs/bug-source.js";
import { rejectReasonsOf } from "../bugs/load-reject-reasons.js";
import type { BatchOutcome } from "../bugs/refresh-batch.js";
import { refreshBugs, refreshBugsOfProduct } from "../bugs/refresh-bugs.js";
import { BugsIncompleteError } from "../errors/bugs-incomplete-error.js";
import { isFatal } from "../errors/is-fatal.js";
import { blankState } from "../run/blank-state.js";
import type { ProductInRun, Run } from "../run/run.js";
import { forEachProduct } from "./each-product.js";

const PHASE: SyncPhaseName = "BUGS";
/** About 5,000 bugs, which TestIO takes a minute to answer. Those of more tests come sooner, and surer, in several requests side by side. */
const MOST_TESTS_AT_ONCE = 500;

/** What is to be fetched for one product. */
interface BugPlan {
  product: ProductInRun;
  testIds: number[];
  /** All its living tests are among them. */
  all: boolean;
  state: SyncState | null;
}

/**
 * Fetches the bugs that are due. Of a product of which none were ever fetched, or when forced, all with one request; else those
 * of the tests whose bugs are due, many tests to a request, and in the mode `refresh` of all tests that can still change.
 */
export async function syncBugs(run: Run, products: readonly ProductInRun[]): Promise<void> {
  const plans = new Map<number, BugPlan>();
  for (const product of products) {
    const plan = await planProduct(run, product);
    if (plan.testIds.length > 0 || plan.state?.failure) plans.set(product.id, plan);
  }
  const source: BugSource = { ...pick(run), reasons: rejectReasonsOf(run.client) };
  const progress = progressOf(run, plans.size);
  const due = products.filter(({ id }) => plans.has(id));
  await forEachProduct(run, PHASE, due, async ({ id }) => {
    const plan = plans.get(id);
    if (plan !== undefined) await syncProduct(run, source, plan, progress).finally(progress.ended);
  });
}

function pick({ client, store, signal, now, write }: Run): Omit<BugSource, "reasons"> {
  return { client, store, signal, now, write };
}

async function planProduct(run: Run, product: ProductInRun): Promise<BugPlan> {
  const { store, mode, limits } = run;
  const { id } = product;
  const state = await store.getSyncState(id, PHASE);
  if (mode === "force" || mode === "nuke" || !(await store.bugsEverFetched(id))) {
    return { product, testIds: await store.livingTestIds(id), all: true, state };
  }
  const now = run.now();
  const changeableBefore = new Date(now.getTime() - limits.cacheTtlMs);
  const due = await store.testsWithDueBugs(id, { changeableBefore, now });
  const changeable = mode === "refresh" ? await store.changeableTests(id) : [];
  const testIds = [...new Set([...due, ...changeable.map((test) => test.id)])];
  return { product, testIds, all: false, state };
}

async function syncProduct(run: Run, source: BugSource, plan: BugPlan, progress: Progress): Promise<void> {
  const { product, testIds, state } = plan;
  const startedAt = run.now();
  const { fetched, failures } = await fetchPlanned(run, source, plan, progress);
  const fatal = failures.find(({ problem }) => isFatal(problem.error));
  if (fatal !== undefined) throw fatal.problem.error;
  if (failures.length > 0) {
    // Something was done for the product all the same.
    if (fetched.length > 0) run.succeeded += 1;
    throw new BugsIncompleteError(product.title, failures, testIds.length);
  }
  // With nothing to fetch, an earlier failure has been mended by other means.
  const succeededAt = testIds.length > 0 ? startedAt : (state?.succeededAt ?? null);
  const next = { ...(state ?? blankState(product.id, PHASE)), succeededAt, failedAt: null, failure: null };
  await run.write((tx) => tx.putSyncState(next));
}

async function fetchPlanned(
  run: Run,
  source: BugSource,
  { product, testIds, all }: BugPlan,
  progress: Progress,
): Promise<BatchOutcome> {
  const tests: TestRef[] = testIds.map((id) => ({ id, productId: product.id }));
  const onBatch = progress.ofProduct(product.id);
  // Below a floor there may be many times the tests that are stored.
  if (all && tests.length > 0 && tests.length <= MOST_TESTS_AT_ONCE && run.sinceDate === null) {
    const outcome = await refreshBugsOfProduct(source, product.id, tests);
    if (outcome !== null) {
      onBatch(outcome.bugs);
      return outcome;
    }
  }
  return refreshBugs(source, tests, { concurrency: progress.share, onBatch });
}

interface Progress {
  /** Requests side by side for one product, when all products have the same. */
  share: number;
  ofProduct(productId: number): (bugs: number) => void;
  /** Another product is done with. */
  ended(): void;
}

/** Counts what is stored, and reports each answer as a page. */
function progressOf(run: Run, products: number): Progress {
  let pagesInPhase = 0;
  let rowsInPhase = 0;
  let ended = 0;
  return {
    ended: () => {
      ended += 1;
    },
    share: Math.ceil(run.limits.concurrency / Math.max(1, products)),
    ofProduct(productId) {
      let page = 0;
      return (rows) => {
        page += 1;
        pagesInPhase += 1;
        rowsInPhase += rows;
        run.counts.bugsRefreshed += rows;
        const fraction = ended / products;
        run.report({ type: "page", phase: PHASE, productId, page, rows, rowsInPhase, pagesInPhase, fraction });
      };
    },
  };
}
