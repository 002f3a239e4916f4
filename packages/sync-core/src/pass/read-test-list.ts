import { setImmediate as eventLoopTurn } from "node:timers/promises";
import type { StoreWriter, SyncPhaseName, SyncState, TestWrite, UpsertCounts } from "@testio/store";
import { toTestWrite } from "../mapping/test.js";
import { blankState } from "../run/blank-state.js";
import { type ProductInRun, type Run, reportUnreadable } from "../run/run.js";
import { PageReader, type TestPage } from "./page-reader.js";
import { classify, type PassPlan, planPass, type TestKind } from "./pass-plan.js";
import { stateAfterCompletion, stateAfterPage, stateAtLimit } from "./pass-state.js";
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
  reader: PageReader;
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
  const reader = new PageReader((page, signal) => fetchPage(run, product, page, signal), run.signal);
  return { run, product, plan, walk: new PassWalk(plan, maxAhead), reader, state, seen: new Set(), last: null };
}

async function walkList(pass: Pass, onPage: ReadTestListOptions["onPage"]): Promise<Ended> {
  const { run, walk, reader } = pass;
  const { maxPages } = run.limits;
  try {
    let step = walk.first();
    if (step.next === "page" && step.ahead > 0) {
      reader.start(step.page, 0);
      // The first pages of all lists before the second of any: those are long, these most often empty.
      await eventLoopTurn();
      reader.start(step.page, step.ahead);
    }
    for (let pagesRead = 1; step.next === "page"; pagesRead += 1) {
      if (walk.pagesWithNews === maxPages && !run.forceRefresh) return { reached: "page_limit" };
      const page = await reader.read(step.page);
      run.signal.throwIfAborted();
      if (walk.goesOnAfter(page.items.length)) reader.start(step.page + 1, 0);
      step = await storePage(pass, step.page, page);
      onPage(pagesRead, page.items.length);
    }
    return step;
  } finally {
    await reader.stop();
  }
}

async function fetchPage(run: Run, { id }: ProductInRun, page: number, signal: AbortSignal): Promise<TestPage> {
  const answer = await run.client.listTests({ productId: id, page, perPage: run.limits.pageSize }, { signal });
  return { items: answer.items.map((test) => toTestWrite(test, id)), unreadable: answer.unreadable };
}

/**
 * Whether tests were added above while pages were fetched side by side, so that one may have moved from a page not yet
 * answered to one answered already. Either a page answered later repeats a test, or the last page has changed.
 */
async function movedWhileReadAhead(pass: Pass): Promise<boolean> {
  if (!pass.walk.fetchedAhead || pass.last === null) return false;
  if (pass.walk.moved) return true;
  const { number, ids } = pass.last;
  const { items } = await fetchPage(pass.run, pass.product, number, pass.run.signal);
  return items.length !== ids.length || items.some(({ id }, index) => id !== ids[index]);
}

async function storePage(pass: Pass, number: number, page: TestPage): Promise<Step> {
  const { run, product, plan, walk } = pass;
  reportUnreadable(run, PHASE, product.id, `on page ${number} of the test list of ${product.title}`, page);
  const { tests, kinds } = await sortOut(pass, page.items);
  if (kinds.length > 0) pass.last = { number, ids: page.items.map(({ id }) => id) };
  // What lies below a gap must not look like part of the stretch read from the top.
  const passNumber = walk.beyondGap ? null : plan.pass;
  const step = walk.after({ number, kinds, unreadable: page.unreadable.length });
  // The next pages are on their way while this one is written.
  if (step.next === "page") pass.reader.start(step.page, step.ahead);
  pass.state = stateAfterPage(pass.state, plan, walk, { number, step });
  // The empty page that ends a list has nothing to store; what it means for the state is stored on completion.
  if (step.next === "end" && tests.length === 0) return step;
  const counts = await run.write((tx) => writePage(tx, pass, tests, passNumber));
  run.counts.testsDiscovered += counts.inserted;
  run.counts.testsUpdated += counts.updated;
  return step;
}

async function writePage(
  tx: StoreWriter,
  { run, plan, state }: Pass,
  tests: readonly TestWrite[],
  pass: number | null,
): Promise<UpsertCounts> {
  await tx.putSyncState(state);
  return tx.upsertTests(tests, { pass, anchorPass: plan.anchorPass, syncedAt: run.now() });
}

/** What each listed test is to the pass, and which ones to store: all but those below the floor nobody has stored yet. */
async function sortOut(pass: Pass, items: readonly TestWrite[]): Promise<{ tests: TestWrite[]; kinds: TestKind[] }> {
  const { run, product, plan, seen } = pass;
  const stored = await run.store.knownTests(items.map(({ id }) => id));
  const known = new Map(stored.map((test) => [test.id, test]));
  const tests = new Map<number, TestWrite>();
  const kinds = items.map((test): TestKind => {
    const kind = seen.has(test.id) ? "seen" : classify(plan, test, known.get(test.id), product.id);
    seen.add(test.id);
    if (kind !== "below_floor" || known.has(test.id)) tests.set(test.id, test);
    return kind;
  });
  return { tests: [...tests.values()], kinds };
}

async function complete({ run, plan, state }: Pass, reachedEnd: boolean): Promise<void> {
  await run.write((tx) => tx.putSyncState(stateAfterCompletion(state, plan, { reachedEnd, now: run.now() })));
}

/** The safety limit: this run ends here, and says so; the next one goes on from here. */
async function leaveRestToNextRun({ run, product, plan, walk, state }: Pass): Promise<void> {
  await run.write((tx) => tx.putSyncState(stateAtLimit(state, plan, walk)));
  run.incomplete = true;
  run.warnings.push(
    `${product.title}: this run stopped after ${run.limits.maxPages} pages (TESTIO_MAX_PAGES); ` +
      "older tests are not read yet. The next sync goes on from there.",
  );
}
