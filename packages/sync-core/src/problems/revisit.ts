import type { ProblemPosition } from "@testio/store";
import { fetchTestPage, readAroundBadRecords } from "../pass/fetch-page.js";
import type { Pass } from "../pass/pass.js";
import { rowsOn } from "../pass/test-page.js";
import { topOf, type Window, windowAbove, windowBelow } from "../pass/window.js";
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
  const { limit } = pass.walk;
  const start = { page: Math.floor((await expectedRow(pass, position)) / limit) + 1, size: limit };
  let stretch = await readStretch(pass, start);
  for (let pages = 1; pages <= MAX_PAGES; pages += 1) {
    const side = missing(stretch.region, position);
    if (side === null) break;
    const next = side === "above" ? windowAbove(stretch.top, limit) : windowBelow(stretch.top + stretch.rows, limit);
    const longer = next === null ? null : join(stretch, await readStretch(pass, next), side);
    // The list has moved in between, or there is nothing more on that side.
    if (longer === null) return false;
    stretch = longer;
  }
  if (missing(stretch.region, position) !== null || !isFound(stretch.region, position)) return false;
  await pass.run.write((tx) => pass.problems.record(tx, stretch.region));
  return true;
}

/** A stretch of the list, how many records stand above it, and how many it covers. */
interface Stretch {
  region: Region;
  top: number;
  rows: number;
}

function isFound(region: Region, position: ProblemPosition): boolean {
  const { settled, continued } = reconcile([position], region);
  return settled.length + continued.length > 0;
}

/** On which side of the stretch to read on: to where the position is, and to a readable neighbour of every bad record. */
function missing(region: Region, position: ProblemPosition): "above" | "below" | null {
  const { entries, fromTop, toEnd } = region;
  if (!isFound(region, position)) {
    if (isBelow(region, position)) return "below";
    return fromTop ? null : "above";
  }
  if (!fromTop && !isTest(entries[0])) return "above";
  return !toEnd && !isTest(entries.at(-1)) ? "below" : null;
}

/** Two stretches as one, if they have a test in common; null if they do not. */
function join(stretch: Stretch, next: Stretch, side: "above" | "below"): Stretch | null {
  if (stretch.rows === 0) return next;
  if (side === "below" && next.rows === 0) return { ...stretch, region: { ...stretch.region, toEnd: true } };
  const [upper, lower] = side === "above" ? [next, stretch] : [stretch, next];
  const place = placeIn(upper, lower);
  if (place === null) return null;
  const entries = [...upper.region.entries.slice(0, place), ...lower.region.entries];
  const region = { entries, fromTop: upper.region.fromTop, toEnd: lower.region.toEnd };
  return { region, top: upper.top, rows: entries.length };
}

/** How many records should stand above the position: its neighbours tell, as far as the list is in order. */
async function expectedRow({ run, product, problems }: Pass, position: ProblemPosition): Promise<number> {
  const { beforeEndAt, afterEndAt } = position;
  const endAt = beforeEndAt ?? afterEndAt;
  if (endAt === null) return position.position - 1;
  const stored = await run.store.countTestsEndingAfter(product.id, endAt);
  return stored + problems.open.filter((other) => other.position < position.position).length;
}

/** At which entry of the upper stretch the lower one begins; null when they have nothing in common. */
function placeIn(upper: Stretch, lower: Stretch): number | null {
  const link = lower.region.entries.findIndex(isTest);
  const shared = lower.region.entries[link];
  const place = upper.region.entries.findIndex((entry) => isTest(entry) && isTest(shared) && entry.id === shared.id);
  if (place >= link && place !== -1) return place - link;
  // Bad records have only their place to be known by.
  const below = lower.top - upper.top;
  const [first] = lower.region.entries;
  const met = upper.region.entries[below];
  return met !== undefined && first !== undefined && !isTest(met) && !isTest(first) ? below : null;
}

async function readStretch(pass: Pass, window: Window): Promise<Stretch> {
  const { run, product } = pass;
  const page = await readAroundBadRecords(window, () => fetchTestPage(run, product, window), {
    run,
    product,
    badAbove: 0,
    readablePosition: pass.region.entries.findIndex(isTest) + 1 || null,
  });
  // Whatever the floor: one of them may be what could not be read before.
  const stamps = { syncedAt: page.sentAt, answeredAt: run.now() };
  const counts = await run.write((tx) => tx.upsertTests(page.items, { pass: null, keepPass: [], ...stamps }));
  run.counts.testsDiscovered += counts.inserted;
  run.counts.testsUpdated += counts.updated;
  for (const { id } of page.items) pass.read.add(id);
  const rows = rowsOn(page);
  const isShort = rows < window.size && window.size <= pass.walk.limit;
  const toEnd = page.isolation === null ? isShort : page.isolation.toEnd;
  return { region: { entries: entriesOf(page), fromTop: window.page === 1, toEnd }, top: topOf(window), rows };
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
