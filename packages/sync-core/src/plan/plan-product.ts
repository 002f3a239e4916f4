import type { ProblemPosition, ProductSyncSummary, SyncPhaseName, SyncState } from "@testio/store";
import { batchesOf } from "../bugs/batches.js";
import { isOutdated } from "../freshness/due.js";
import { chooseFullRead } from "../pass/refresh-changeable.js";
import { sweepDue } from "../pass/sweep.js";
import { blankState } from "../run/blank-state.js";
import type { ProductInRun, Run } from "../run/run.js";
import type { ProductPlan } from "../types.js";
import { estimateTestList, requestsPerBadRecord, type TestListEstimate } from "./test-list-estimate.js";

/** More tests than these are not asked for all bugs of their product at once (see `syncBugs`). */
const MOST_TESTS_AT_ONCE = 500;

/** What is stored about all products, and what is assumed about those that are not. */
export interface PlanContext {
  run: Run;
  phases: readonly SyncPhaseName[];
  summaries: ReadonlyMap<number, ProductSyncSummary>;
  featureStates: ReadonlyMap<number, SyncState>;
  positions: ReadonlyMap<number, readonly ProblemPosition[]>;
  /** How many tests a product is taken to have whose list was never read to its end. */
  assumedTests: number;
  /** Pages of one list that may be fetched ahead. */
  maxAhead: number;
}

export interface PlannedProduct {
  plan: ProductPlan;
  /** How many tests its list is taken to have; null = it is known, or not read. */
  assumedRows: number | null;
  asksForBugs: boolean;
}

/** What a run would do for one product, and about how many requests that takes. */
export async function planProduct(context: PlanContext, product: ProductInRun): Promise<PlannedProduct> {
  const { run, phases, summaries } = context;
  const state = summaries.get(product.id)?.state ?? null;
  const parts: Part[] = [];
  if (phases.includes("FEATURES")) parts.push(planFeatures(context, product));
  const list = phases.includes("NEW_TESTS") ? await planTestList(context, product) : null;
  if (list !== null) {
    parts.push({ actions: [list.action], requests: list.requests }, planPositions(context, product));
    if (run.mode === "refresh" && list.kind === "new") parts.push(await planRefresh(run, product, list));
  }
  const bugs = phases.includes("BUGS") ? await planBugs(context, product) : NOTHING;
  parts.push(bugs);
  const plan: ProductPlan = {
    productId: product.id,
    title: product.title,
    lastSyncedAt: state?.succeededAt ?? null,
    actions: parts.flatMap(({ actions }) => actions),
    requests: parts.reduce((sum, { requests }) => sum + requests, 0),
  };
  return { plan, assumedRows: list?.assumedRows ?? null, asksForBugs: bugs.requests > 0 };
}

interface Part {
  actions: readonly string[];
  requests: number;
}

const NOTHING: Part = { actions: [], requests: 0 };

function planFeatures({ run, featureStates }: PlanContext, { id, sectionIds }: ProductInRun): Part {
  const fetchedAt = featureStates.get(id)?.succeededAt ?? null;
  const always = run.mode === "force" || run.mode === "nuke";
  if (!always && !isOutdated(fetchedAt, { now: run.now(), ttlMs: run.limits.featureCacheTtlMs })) return NOTHING;
  if (sectionIds.length === 0) return { actions: ["features"], requests: 1 };
  return { actions: [`features of ${counted(sectionIds.length, "section")}`], requests: sectionIds.length };
}

async function planTestList(
  { run, summaries, assumedTests, maxAhead }: PlanContext,
  product: ProductInRun,
): Promise<TestListEstimate & { action: string }> {
  const { mode, limits, sinceDate: floor, store } = run;
  const { pageSize, maxPages, sweepIntervalMs } = limits;
  const summary = summaries.get(product.id);
  const stored = summary?.tests ?? 0;
  // What is wiped first leaves nothing to build on.
  const state = (mode === "nuke" ? null : summary?.state) ?? blankState(product.id, "NEW_TESTS");
  const swept = sweepDue(state, { now: run.now(), sweepIntervalMs, floor });
  const estimate = estimateTestList({
    mode,
    state,
    stored,
    storedAboveFloor: floor === null ? stored : await store.countTestsEndingAfter(product.id, floor),
    assumed: assumedTests,
    floor,
    pageSize,
    maxPages,
    maxAhead,
    fullReadDue: swept || (mode === "refresh" && (await chooseFullRead(run, product))),
  });
  return { ...estimate, action: describe(estimate, state, swept) };
}

function describe({ kind, resumeAfter }: TestListEstimate, state: SyncState, swept: boolean): string {
  if (resumeAfter !== null) return `go on after ${counted(resumeAfter, "test")}`;
  if (kind === "first") return "first sync";
  if (kind === "new") return `new tests since ${minute(state.succeededAt)}`;
  return swept ? `full read (the last one was ${minute(state.fullPassAt)})` : "full read";
}

function planPositions({ run, positions }: PlanContext, { id }: ProductInRun): Part {
  const own = run.mode === "nuke" ? [] : (positions.get(id) ?? []);
  if (own.length === 0) return NOTHING;
  const mapped = own.reduce((sum, { mappedTestIds }) => sum + mappedTestIds.length, 0);
  const requests = own.length * requestsPerBadRecord(run.limits.pageSize) + mapped;
  return { actions: [`${counted(own.length, "position")} that could not be read`], requests };
}

/** Tests that can still change and stand further down than the pass reads are asked for one by one. */
async function planRefresh({ store }: Run, { id }: ProductInRun, { rowsMet }: TestListEstimate): Promise<Part> {
  const [living, changeable] = await Promise.all([store.livingTestIds(id), store.changeableTests(id)]);
  const met = new Set(living.slice(0, rowsMet));
  const further = changeable.filter((test) => !met.has(test.id)).length;
  if (further === 0) return NOTHING;
  return { actions: [`${counted(further, "test")} that can still change`], requests: further };
}

async function planBugs({ run, summaries, assumedTests }: PlanContext, { id }: ProductInRun): Promise<Part> {
  const { mode, store, limits, sinceDate } = run;
  const stored = summaries.get(id)?.tests ?? 0;
  if (mode === "force" || mode === "nuke" || !(await store.bugsEverFetched(id))) {
    const tests = stored > 0 ? stored : assumedTests;
    const atOnce = tests <= MOST_TESTS_AT_ONCE && sinceDate === null;
    const ids = Array.from({ length: tests }, () => ({ id: LONG_ID }));
    return { actions: ["all bugs"], requests: atOnce ? 1 : batchesOf(ids).length };
  }
  const now = run.now();
  const changeableBefore = new Date(now.getTime() - limits.cacheTtlMs);
  const due = await store.testsWithDueBugs(id, { changeableBefore, now });
  const changeable = mode === "refresh" ? await store.changeableTests(id) : [];
  const tests = [...new Set([...due, ...changeable.map((test) => test.id)])];
  if (tests.length === 0) return NOTHING;
  const requests = batchesOf(tests.map((testId) => ({ id: testId }))).length;
  return { actions: [`bugs of ${counted(tests.length, "test")}`], requests };
}

/** As long as ids of tests are nowadays: how many fit into a request depends on it. */
const LONG_ID = 999_999;

function counted(count: number, what: string): string {
  return `${count.toLocaleString("en-US")} ${what}${count === 1 ? "" : "s"}`;
}

function minute(moment: Date | null): string {
  return moment === null ? "never completed" : `${moment.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
