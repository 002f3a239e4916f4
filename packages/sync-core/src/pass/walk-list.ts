import { setImmediate as eventLoopTurn } from "node:timers/promises";
import type { StoreWriter, TestWrite, UpsertCounts } from "@testio/store";
import { peopleOfTests } from "../mapping/person.js";
import { badAtEnd, entriesOf, isTest, type Region } from "../problems/region.js";
import { reportUnreadable } from "../run/run.js";
import { readAroundBadRecords } from "./fetch-page.js";
import { add, compare, forget } from "./link.js";
import { type Pass, PHASE } from "./pass.js";
import { classify, provesItsPlace, type TestKind } from "./pass-plan.js";
import { stateAfterPage } from "./pass-state.js";
import { rowsOn, type TestPage } from "./test-page.js";
import type { Step } from "./walk-step.js";
import type { Window } from "./window.js";

export type Reached = "end_of_list" | "known" | "floor" | "moving" | "page_limit";

/**
 * Walks down a product's test list until the walk ends, and stores each page in a transaction together with how far the
 * pass has come. Killed anywhere, it leaves what the next pass needs to go on.
 */
export async function walkList(pass: Pass): Promise<Reached> {
  const { run, walk, reader } = pass;
  const mayStopEarly = run.mode !== "force" && run.mode !== "nuke";
  try {
    let step = walk.first();
    if (step.next === "page" && step.ahead.length > 0) {
      reader.start([step.window]);
      // The first pages of all lists before the second of any: those are long, these most often empty.
      await eventLoopTurn();
      reader.start(step.ahead);
    }
    while (step.next === "page") {
      if (mayStopEarly && walk.pagesWithNews === run.limits.maxPages) return "page_limit";
      const page: TestPage = (step.isHeld && pass.held) || (await readPage(pass, step.window));
      run.signal.throwIfAborted();
      const foreseen = walk.foreseen(step.window, rowsOn(page));
      if (foreseen !== null) reader.start([foreseen]);
      const metBefore = pass.seen.size;
      step = await storePage(pass, step.window, page);
      if (walk.held) pass.held = page;
      pass.onPage(Math.max(0, pass.seen.size - metBefore));
    }
    return step.reached;
  } finally {
    await reader.stop();
  }
}

function readPage({ run, product, reader, region, rows }: Pass, window: Window): Promise<TestPage> {
  const badAbove = badAtEnd(region.entries);
  return readAroundBadRecords(window, () => reader.read(window), {
    run,
    product,
    badAbove,
    readablePosition: region.entries.some(isTest) ? rows - badAbove : null,
  });
}

async function storePage(pass: Pass, window: Window, page: TestPage): Promise<Step> {
  const { run, product, plan, walk } = pass;
  if (walk.beginsWith(window)) forget(pass);
  const { tests, kinds, keepPass } = await sortOut(pass, page.items);
  const step = walk.after({
    window,
    kinds,
    unreadable: page.unreadable.length + page.bad.length,
    ...compare(pass, window, page),
    isolation: page.isolation,
  });
  // The next pages are on their way while this one is written.
  if (step.next === "page" && !step.isHeld) pass.reader.start([step.window, ...step.ahead]);
  if (!walk.accepted) return step;
  const where = `of the test list of ${product.title} (page ${window.page} of ${window.size})`;
  reportUnreadable(run, PHASE, product.id, where, page);
  const problemsAffected = remember(pass, window, page, step);
  pass.state = stateAfterPage(pass.state, plan, walk, step);
  // The page that ends a list may have nothing to store; what it means for the state is stored on completion.
  if (step.next === "end" && kinds.every((kind) => kind === "seen") && !problemsAffected) return step;
  const counts = await run.write(async (tx) => {
    if (problemsAffected) await pass.problems.record(tx, readableStretch(pass.region));
    return writePage(tx, pass, { tests, keepPass, syncedAt: page.sentAt });
  });
  run.counts.testsDiscovered += counts.inserted;
  run.counts.testsUpdated += counts.updated;
  return step;
}

/** Takes note of an accepted page; tells whether that has to do with problem positions. */
function remember(pass: Pass, window: Window, page: TestPage, step: Step): boolean {
  const { region, walk, problems } = pass;
  const hadBadAtEnd = badAtEnd(region.entries) > 0;
  add(pass, window, page, walk.rows);
  region.toEnd = step.next === "end" && step.reached === "end_of_list";
  for (const { id } of page.items) pass.read.add(id);
  // Below a resume block the stretch has a gap; the walk that follows reads it without.
  if (walk.joined) return false;
  if (hadBadAtEnd || (region.toEnd && problems.open.length > 0)) return true;
  return problems.isAffectedBy({ entries: entriesOf(page) });
}

/** A bad record at the end of what was read is recorded with the page that has its neighbour. */
function readableStretch(region: Region): Region {
  if (region.toEnd) return region;
  return { ...region, entries: region.entries.slice(0, region.entries.findLastIndex(isTest) + 1) };
}

interface PageWrite {
  tests: readonly TestWrite[];
  keepPass: readonly number[];
  syncedAt: Date;
}

async function writePage(tx: StoreWriter, { run, plan, state }: Pass, page: PageWrite): Promise<UpsertCounts> {
  await tx.putSyncState(state);
  const { keepPass, syncedAt } = page;
  const people = peopleOfTests(page.tests).filter(({ username }) => !run.people.has(username));
  if (people.length > 0) await tx.upsertUsers(people, syncedAt);
  for (const { username } of people) run.people.add(username);
  return tx.upsertTests(page.tests, { pass: plan.pass, keepPass, syncedAt, answeredAt: run.now() });
}

interface SortedPage {
  tests: TestWrite[];
  kinds: TestKind[];
  keepPass: number[];
}

/**
 * What each listed test is to the walk, and which ones to store: all but those below the floor that nobody has stored yet.
 * Where records could not be read those too, since one of them may be what was missing.
 */
async function sortOut({ run, product, plan, seen, problems }: Pass, items: readonly TestWrite[]): Promise<SortedPage> {
  const stored = await run.store.knownTests(items.map(({ id }) => id));
  const known = new Map(stored.map((test) => [test.id, test]));
  const met = new Set<number>();
  const tests = new Map<number, TestWrite>();
  const kinds = items.map((test): TestKind => {
    const kind = classify(plan, test, known.get(test.id), product.id);
    if (kind !== "below_floor" || known.has(test.id) || problems.open.length > 0) tests.set(test.id, test);
    const isMet = seen.has(test.id) || met.has(test.id);
    met.add(test.id);
    return isMet ? "seen" : kind;
  });
  const keepPass = [...tests.values()].filter((test) => {
    const before = known.get(test.id);
    return before !== undefined && before.productId === product.id && provesItsPlace(plan, test, before);
  });
  return { tests: [...tests.values()], kinds, keepPass: keepPass.map(({ id }) => id) };
}
