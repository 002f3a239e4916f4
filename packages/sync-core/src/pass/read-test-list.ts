import type { ApiTest } from "@testio/api-client";
import type { SyncPhaseName, SyncState, UpsertCounts } from "@testio/store";
import { toTestWrite } from "../mapping/test.js";
import { blankState } from "../run/blank-state.js";
import { type ProductInRun, type Run, reportUnreadable } from "../run/run.js";
import { PageReader, type TestPage } from "./page-reader.js";
import { classify, completeSinceAfter, type PassPlan, planPass, type TestKind } from "./pass-plan.js";
import { PassWalk, type Step } from "./pass-walk.js";

const PHASE: SyncPhaseName = "NEW_TESTS";

export interface ReadTestListOptions {
  maxAhead: () => number;
  onPage: (page: number, rows: number) => void;
}

/** A product's test list while one pass reads it. */
interface Pass {
  run: Run;
  product: ProductInRun;
  plan: PassPlan;
  walk: PassWalk;
  state: SyncState;
  seen: Set<number>;
  /** The last page that had tests, and their ids. */
  last: { number: number; ids: number[] } | null;
}

type Ended = { reached: "end_of_list" | "known" | "floor" | "page_limit" };

/**
 * One pass over a product's test list: reads pages until the walk ends, and stores each in a transaction together with how
 * far the pass has come. Killed anywhere, it leaves what the next pass needs to go on without a gap.
 */
export async function readTestList(run: Run, product: ProductInRun, options: ReadTestListOptions): Promise<void> {
  const state = (await run.store.getSyncState(product.id, PHASE)) ?? blankState(product.id, PHASE);
  const { forceRefresh, sinceDate, limits } = run;
  const plan = planPass(state, { floor: sinceDate, forceRefresh, pageSize: limits.pageSize });
  let pass = startPass(run, product, plan, state, options.maxAhead);
  let { reached } = await walkList(pass, options.onPage);
  if (reached !== "page_limit" && (await movedWhileReadAhead(pass))) {
    // Page by page, what moves down is met again further down; only pages fetched ahead can miss it in between.
    pass = startPass(run, product, { ...plan, block: null }, pass.state, () => 0);
    ({ reached } = await walkList(pass, options.onPage));
  }
  await (reached === "page_limit" ? leaveRestToNextRun(pass) : complete(pass, reached === "end_of_list"));
}

function startPass(run: Run, product: ProductInRun, plan: PassPlan, state: SyncState, maxAhead: () => number): Pass {
  const walk = new PassWalk(plan, maxAhead);
  return { run, product, plan, walk, state, seen: new Set(), last: null };
}

async function walkList(pass: Pass, onPage: ReadTestListOptions["onPage"]): Promise<Ended> {
  const { run, walk } = pass;
  const { maxPages } = run.limits;
  const reader = new PageReader((page, signal) => fetchPage(pass, page, signal), run.signal);
  try {
    let step = walk.first();
    for (let pagesRead = 0; step.next === "page"; ) {
      if (pagesRead === maxPages && !run.forceRefresh) return { reached: "page_limit" };
      const page = await reader.read(step.page, step.ahead);
      run.signal.throwIfAborted();
      pagesRead += 1;
      step = await storePage(pass, step.page, page);
      onPage(pagesRead, page.items.length);
    }
    return step;
  } finally {
    await reader.stop();
  }
}

function fetchPage({ run, product }: Pass, page: number, signal: AbortSignal): Promise<TestPage> {
  return run.client.listTests({ productId: product.id, page, perPage: run.limits.pageSize }, { signal });
}

/**
 * Whether tests were added above while pages were fetched side by side, so that one may have moved from a page not yet
 * answered to one answered already. Either a page answered later repeats a test, or the last page has changed.
 */
async function movedWhileReadAhead(pass: Pass): Promise<boolean> {
  if (!pass.walk.fetchedAhead || pass.last === null) return false;
  if (pass.walk.moved) return true;
  const { number, ids } = pass.last;
  const { items } = await fetchPage(pass, number, pass.run.signal);
  return items.length !== ids.length || items.some(({ id }, index) => id !== ids[index]);
}

async function storePage(pass: Pass, number: number, page: TestPage): Promise<Step> {
  const { run, product, plan, walk } = pass;
  reportUnreadable(run, PHASE, product.id, `on page ${number} of the test list of ${product.title}`, page);
  const { tests, kinds } = await sortOut(pass, page.items);
  if (kinds.length > 0) pass.last = { number, ids: page.items.map(({ id }) => id) };
  const step = walk.after({ number, kinds, unreadable: page.unreadable.length });
  pass.state = stateAfter(pass, number, step);
  const counts = await run.write(async (tx): Promise<UpsertCounts> => {
    await tx.putSyncState(pass.state);
    if (tests.length === 0) return { inserted: 0, updated: 0 };
    return tx.upsertTests(
      tests.map((test) => toTestWrite(test, product.id)),
      { pass: plan.pass, anchorPass: plan.anchorPass, syncedAt: run.now() },
    );
  });
  run.counts.testsDiscovered += counts.inserted;
  run.counts.testsUpdated += counts.updated;
  return step;
}

/** What each listed test is to the pass, and which ones to store: all but those below the floor nobody has stored yet. */
async function sortOut(pass: Pass, items: readonly ApiTest[]): Promise<{ tests: ApiTest[]; kinds: TestKind[] }> {
  const { run, product, plan, seen } = pass;
  const stored = await run.store.knownTests(items.map(({ id }) => id));
  const known = new Map(stored.map((test) => [test.id, test]));
  const tests = new Map<number, ApiTest>();
  const kinds = items.map((test): TestKind => {
    const kind = seen.has(test.id) ? "seen" : classify(plan, test, known.get(test.id), product.id);
    seen.add(test.id);
    if (kind !== "below_floor" || known.has(test.id)) tests.set(test.id, test);
    return kind;
  });
  return { tests: [...tests.values()], kinds };
}

/** The state to store with a page, given the step the walk takes after it. */
function stateAfter({ plan, walk, state }: Pass, number: number, step: Step): SyncState {
  const started: SyncState = { ...state, lastPass: plan.pass };
  if (step.next === "end" || !walk.unbroken || step.page !== number + 1) return started;
  return { ...started, ...resumeBlock(plan, number + 1, plan.block?.fromPass ?? plan.pass) };
}

async function complete({ run, plan, state }: Pass, readToTheEnd: boolean): Promise<void> {
  const now = run.now();
  const whole = readToTheEnd && plan.floor === null && plan.block === null;
  const completed: SyncState = {
    ...state,
    ...NO_RESUME_BLOCK,
    completedPass: plan.pass,
    completeSince: completeSinceAfter(state, plan.floor),
    succeededAt: now,
    fullPassAt: whole ? now : state.fullPassAt,
    failedAt: null,
    failure: null,
  };
  await run.write((tx) => tx.putSyncState(completed));
}

const NO_RESUME_BLOCK = {
  resumePage: null,
  resumePageSize: null,
  resumeSince: null,
  resumeFromPass: null,
  resumeToPass: null,
};

function resumeBlock(plan: PassPlan, page: number, fromPass: number) {
  return {
    resumePage: page,
    resumePageSize: plan.pageSize,
    resumeSince: plan.floor,
    resumeFromPass: fromPass,
    resumeToPass: plan.pass,
  };
}

/** The safety limit: this run ends here, and says so; the next one goes on from here. */
async function leaveRestToNextRun({ run, product, plan, walk, state }: Pass): Promise<void> {
  const { maxPages } = run.limits;
  if (!walk.unbroken) {
    // So much is new at the top that the block was not reached: what was read now is the better block.
    await run.write((tx) => tx.putSyncState({ ...state, ...resumeBlock(plan, maxPages + 1, plan.pass) }));
  }
  run.incomplete = true;
  run.warnings.push(
    `${product.title}: this run stopped after ${maxPages} pages (TESTIO_MAX_PAGES); older tests are not read yet. ` +
      "The next sync goes on from there.",
  );
}
