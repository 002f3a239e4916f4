import type { ProblemPosition } from "@testio/store";
import { fetchTestPage, readAroundBadRecords } from "../pass/fetch-page.js";
import type { Pass } from "../pass/pass.js";
import { rowsOn } from "../pass/test-page.js";
import { reconcile } from "./reconcile.js";
import { entriesOf, isTest, type Region } from "./region.js";

/** Pages read in search of one position before the search is left to a full read. */
const MAX_PAGES = 6;

/**
 * Tries the problem positions again that the pass did not come upon, because it stopped at known tests above them. Each is
 * looked for about where its neighbours must stand by now. One that cannot be found makes the next pass a full read.
 */
export async function revisitProblems(pass: Pass): Promise<void> {
  for (const { id } of inScope(pass)) {
    // Another position on the same page may have settled this one already.
    const position = pass.problems.untried.find((candidate) => candidate.id === id);
    if (position !== undefined && !(await visit(pass, position))) await demandFullRead(pass);
  }
}

/** Positions below the floor are no part of what was asked for. */
function inScope({ plan: { floor }, problems }: Pass): ProblemPosition[] {
  return problems.untried.filter(({ beforeEndAt }) => floor === null || beforeEndAt === null || beforeEndAt >= floor);
}

/** Reads the pages around a position until they tell what became of it. False when they do not. */
async function visit(pass: Pass, position: ProblemPosition): Promise<boolean> {
  const pageLength = pass.pageLength ?? pass.plan.pageSize;
  const start = Math.floor((await expectedRow(pass, position)) / pageLength) + 1;
  let stretch: Stretch = { region: { entries: [], fromTop: start === 1, toEnd: false }, top: start, bottom: start - 1 };
  let next: "above" | "below" | null = "below";
  for (let pages = 0; pages < MAX_PAGES && next !== null; pages += 1) {
    stretch = await extend(pass, stretch, next, pageLength);
    next = missing(stretch, position);
  }
  if (next !== null || !isFound(stretch.region, position)) return false;
  await pass.run.write((tx) => pass.problems.record(tx, stretch.region));
  return true;
}

/** A stretch of the list, and the pages it was read from. */
interface Stretch {
  region: Region;
  top: number;
  bottom: number;
}

function isFound(region: Region, position: ProblemPosition): boolean {
  const { settled, continued } = reconcile([position], region);
  return settled.length + continued.length > 0;
}

/** On which side of the stretch to read on: to where the position is, and to a readable neighbour of every bad record. */
function missing({ region }: Stretch, position: ProblemPosition): "above" | "below" | null {
  const { entries, fromTop, toEnd } = region;
  if (!isFound(region, position)) {
    if (isBelow(region, position)) return "below";
    return fromTop ? null : "above";
  }
  if (!fromTop && !isTest(entries[0])) return "above";
  return !toEnd && !isTest(entries.at(-1)) ? "below" : null;
}

async function extend(pass: Pass, stretch: Stretch, side: "above" | "below", pageLength: number): Promise<Stretch> {
  const { region, top, bottom } = stretch;
  if (side === "below") {
    const below = await readPage(pass, bottom + 1, pageLength);
    const toEnd = region.toEnd || below.length === 0;
    return { region: { ...region, entries: [...region.entries, ...below], toEnd }, top, bottom: bottom + 1 };
  }
  const above = await readPage(pass, top - 1, pageLength);
  return { region: { ...region, entries: [...above, ...region.entries], fromTop: top === 2 }, top: top - 1, bottom };
}

/** How many records should stand above the position: its neighbours tell, as far as the list is in order. */
async function expectedRow({ run, product, problems }: Pass, position: ProblemPosition): Promise<number> {
  const { beforeEndAt, afterEndAt } = position;
  const endAt = beforeEndAt ?? afterEndAt;
  if (endAt === null) return position.position - 1;
  const stored = await run.store.countTestsEndingAfter(product.id, endAt);
  return stored + problems.open.filter((other) => other.position < position.position).length;
}

async function readPage(pass: Pass, number: number, pageLength: number): Promise<Region["entries"]> {
  const { run, product, plan } = pass;
  const page = await readAroundBadRecords(
    number,
    () => fetchTestPage(run, product, { page: number, size: plan.pageSize }),
    { run, product, pageLength, badAbove: 0, readablePosition: pass.region.entries.findIndex(isTest) + 1 || null },
  );
  const known = new Set((await run.store.knownTests(page.items.map(({ id }) => id))).map(({ id }) => id));
  const { floor } = plan;
  const tests = page.items.filter(
    ({ id, endAt }) => known.has(id) || floor === null || endAt === null || endAt >= floor,
  );
  const stamps = { syncedAt: page.sentAt, answeredAt: run.now() };
  const counts = await run.write((tx) => tx.upsertTests(tests, { pass: null, keepPass: [], ...stamps }));
  run.counts.testsDiscovered += counts.inserted;
  run.counts.testsUpdated += counts.updated;
  for (const { id } of page.items) pass.read.add(id);
  return rowsOn(page) === 0 ? [] : entriesOf(page);
}

/** Whether the position must stand further down than the stretch reaches. */
function isBelow({ entries, toEnd }: Region, { beforeId, afterId, afterEndAt }: ProblemPosition): boolean {
  if (toEnd) return false;
  const last = entries.findLast(isTest);
  if (last === undefined || last.id === beforeId) return true;
  // It was the last one of its list, so only the end of the list tells.
  if (afterId === null) return true;
  if (entries.some((entry) => isTest(entry) && entry.id === afterId)) return false;
  return last.endAt === null || afterEndAt === null || last.endAt >= afterEndAt;
}

async function demandFullRead(pass: Pass): Promise<void> {
  pass.state = { ...pass.state, fullPassAt: null };
  await pass.run.write((tx) => tx.putSyncState(pass.state));
}
