import { setImmediate as eventLoopTurn } from "node:timers/promises";
import type { StoreWriter, TestWrite, UpsertCounts } from "@testio/store";
import { peopleOfTests } from "../mapping/person.js";
import { entriesOf, isTest } from "../problems/region.js";
import { reportUnreadable } from "../run/run.js";
import { readAroundBadRecords } from "./fetch-page.js";
import { type Pass, PHASE } from "./pass.js";
import { classify, provesItsPlace, type TestKind } from "./pass-plan.js";
import { stateAfterPage } from "./pass-state.js";
import type { Step } from "./pass-walk.js";
import { rowsOn, type TestPage } from "./test-page.js";

export type Reached = "end_of_list" | "known" | "floor" | "page_limit";

/**
 * Walks down a product's test list until the walk ends, and stores each page in a transaction together with how far the
 * pass has come. Killed anywhere, it leaves what the next pass needs to go on without a gap.
 */
export async function walkList(pass: Pass): Promise<Reached> {
  const { run, walk, reader } = pass;
  const mayStopEarly = run.mode !== "force" && run.mode !== "nuke";
  try {
    let step = walk.first();
    if (step.next === "page" && step.ahead > 0) {
      reader.start(step.page, 0);
      // The first pages of all lists before the second of any: those are long, these most often empty.
      await eventLoopTurn();
      reader.start(step.page, step.ahead);
    }
    while (step.next === "page") {
      if (mayStopEarly && walk.pagesWithNews === run.limits.maxPages) return "page_limit";
      const page = await readPage(pass, step.page);
      run.signal.throwIfAborted();
      if (walk.goesOnAfter(rowsOn(page))) reader.start(step.page + 1, 0);
      step = await storePage(pass, step.page, page);
      pass.onPage(rowsOn(page));
    }
    pass.region.toEnd = step.reached === "end_of_list";
    return step.reached;
  } finally {
    await reader.stop();
  }
}

function readPage(pass: Pass, number: number): Promise<TestPage> {
  const { run, product, reader, pageLength, badAtEnd, region } = pass;
  const lastReadable = region.entries.findLastIndex(isTest);
  return readAroundBadRecords(number, () => reader.read(number), {
    run,
    product,
    pageLength,
    badAbove: badAtEnd,
    readablePosition: lastReadable === -1 ? null : lastReadable + 1,
  });
}

async function storePage(pass: Pass, number: number, page: TestPage): Promise<Step> {
  const { run, product, plan, walk } = pass;
  reportUnreadable(run, PHASE, product.id, `on page ${number} of the test list of ${product.title}`, page);
  const { tests, kinds, keepPass } = await sortOut(pass, page.items);
  // What lies below a gap must not look like part of the stretch read from the top.
  const passNumber = walk.beyondGap ? null : plan.pass;
  const unreadable = page.unreadable.length + page.bad.length;
  const endsBad = page.bad.some(({ itemsAbove }) => itemsAbove === page.items.length);
  const step = walk.after({ number, kinds, unreadable, endsBad, repeats: repeats(pass, page) });
  // The next pages are on their way while this one is written.
  if (step.next === "page") pass.reader.start(step.page, step.ahead);
  const problemsAffected = passNumber !== null && remember(pass, number, page, kinds);
  pass.state = stateAfterPage(pass.state, plan, walk, { number, step });
  // The empty page that ends a list has nothing to store; what it means for the state is stored on completion.
  if (step.next === "end" && tests.length === 0 && !problemsAffected) return step;
  const counts = await run.write(async (tx) => {
    if (problemsAffected) await pass.problems.record(tx, pass.region);
    return writePage(tx, pass, { tests, keepPass, passNumber, syncedAt: page.sentAt });
  });
  run.counts.testsDiscovered += counts.inserted;
  run.counts.testsUpdated += counts.updated;
  return step;
}

function repeats({ last }: Pass, { items }: TestPage): boolean {
  return last !== null && items.length === last.ids.length && items.every(({ id }, index) => id === last.ids[index]);
}

/** Takes note of what was read; tells whether that has to do with problem positions. */
function remember(pass: Pass, number: number, page: TestPage, kinds: readonly TestKind[]): boolean {
  const { region, run } = pass;
  const entries = entriesOf({
    items: page.items.filter((_, index) => kinds[index] !== "seen"),
    bad: shifted(page, kinds),
  });
  region.entries.push(...entries);
  if (rowsOn(page) > 0) {
    pass.pageLength = Math.max(pass.pageLength ?? 0, Math.min(rowsOn(page), run.limits.pageSize));
    const seen = { number, ids: page.items.map(({ id }) => id) };
    pass.first ??= seen;
    pass.last = seen;
    pass.badAtEnd = region.entries.length - 1 - region.entries.findLastIndex(isTest);
  }
  return pass.problems.isAffectedBy({ entries });
}

/** The bad records of a page once the tests that earlier pages had are left out of it. */
function shifted({ bad }: TestPage, kinds: readonly TestKind[]): TestPage["bad"] {
  return bad.map(({ itemsAbove, position }) => ({
    itemsAbove: kinds.slice(0, itemsAbove).filter((kind) => kind !== "seen").length,
    position,
  }));
}

interface PageWrite {
  tests: readonly TestWrite[];
  keepPass: readonly number[];
  passNumber: number | null;
  syncedAt: Date;
}

async function writePage(tx: StoreWriter, { run, state }: Pass, page: PageWrite): Promise<UpsertCounts> {
  await tx.putSyncState(state);
  const { syncedAt } = page;
  const people = peopleOfTests(page.tests).filter(({ username }) => !run.people.has(username));
  if (people.length > 0) await tx.upsertUsers(people, syncedAt);
  for (const { username } of people) run.people.add(username);
  const { passNumber, keepPass } = page;
  return tx.upsertTests(page.tests, { pass: passNumber, keepPass, syncedAt, answeredAt: run.now() });
}

interface SortedPage {
  tests: TestWrite[];
  kinds: TestKind[];
  keepPass: number[];
}

/** What each listed test is to the walk, and which ones to store: all but those below the floor nobody has stored yet. */
async function sortOut(pass: Pass, items: readonly TestWrite[]): Promise<SortedPage> {
  const { run, product, plan, seen, read } = pass;
  const stored = await run.store.knownTests(items.map(({ id }) => id));
  const known = new Map(stored.map((test) => [test.id, test]));
  const tests = new Map<number, TestWrite>();
  const kinds = items.map((test): TestKind => {
    const kind = seen.has(test.id) ? "seen" : classify(plan, test, known.get(test.id), product.id);
    const endAt = test.endAt?.getTime() ?? null;
    if (kind === "seen" && seen.get(test.id) !== endAt) pass.sawOneMove = true;
    seen.set(test.id, endAt);
    read.add(test.id);
    if (kind !== "below_floor" || known.has(test.id)) tests.set(test.id, test);
    return kind;
  });
  const keepPass = [...tests.values()].filter((test) => {
    const before = known.get(test.id);
    return before !== undefined && before.productId === product.id && provesItsPlace(plan, test, before);
  });
  return { tests: [...tests.values()], kinds, keepPass: keepPass.map(({ id }) => id) };
}
