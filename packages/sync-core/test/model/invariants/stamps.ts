import type { Answer } from "../answers.js";
import type { RunRecord } from "../run-record.js";
import type { World } from "../world.js";
import { holds } from "./broken.js";
import { isReported, isWithin, named } from "./coverage.js";

/** Nothing is stamped fresh that was not fetched, and what was fetched is stored as it was answered. */
export function stamps(world: World, run: RunRecord): void {
  testStamps(run);
  productStamps(world, run);
  passStamps(world, run);
  lastSyncCompleted(run);
}

const timeOf = (stamp: Date | null | undefined) => stamp?.getTime() ?? null;

/** The stamp if this run set it. */
function newStamp(
  run: RunRecord,
  before: Date | null | undefined,
  after: Date | null | undefined,
  what: string,
): boolean {
  if (timeOf(after) === null || timeOf(before) === timeOf(after)) return false;
  holds(timeOf(after) === run.at, "stamps are of now", () => `${what} is stamped ${after?.toISOString()}`);
  return true;
}

function answered(run: RunRecord, match: (answer: Answer) => boolean): boolean {
  return run.answers.some(({ answer }) => match(answer));
}

function testStamps(run: RunRecord): void {
  for (const [id, row] of run.after.tests) {
    const before = run.before.tests.get(id);
    if (newStamp(run, before?.syncedAt, row.syncedAt, `test ${id}`)) {
      const seen = run.answers.flatMap(({ answer }) => {
        if (answer.of === "page") return answer.tests.filter((test) => test.id === id);
        return answer.of === "test" && answer.test.id === id ? [answer.test] : [];
      });
      const matches = seen.some(
        ({ title, status, endAt }) => title === row.title && status === row.status && endAt === timeOf(row.endAt),
      );
      holds(matches, "a test is stamped with what was answered", () => `${named([row])} of ${named(seen)}`);
    }
    if (newStamp(run, before?.bugsSyncedAt, row.bugsSyncedAt, `bugs of test ${id}`)) {
      const asked = answered(run, (answer) => answer.of === "bugs" && concerns(answer, id, row.productId));
      holds(asked, "bugs are stamped when their list was answered", () => `test ${id}`);
    }
  }
}

function concerns(
  { productIds, testIds }: Extract<Answer, { of: "bugs" }>,
  testId: number,
  productId: number,
): boolean {
  return (testIds?.includes(testId) ?? true) && (productIds?.includes(productId) ?? true);
}

function productStamps(world: World, run: RunRecord): void {
  for (const [id, row] of run.after.products) {
    const before = run.before.products.get(id);
    if (newStamp(run, before?.syncedAt, row.syncedAt, `product ${id}`)) {
      const listed = answered(run, (answer) => answer.of === "products" && answer.ids.includes(id));
      holds(listed, "a product is stamped when it was listed", () => `product ${id}`);
    }
    const states = [run.before, run.after].map((snapshot) => snapshot.state(id, "FEATURES")?.succeededAt);
    const isNew = newStamp(run, before?.featuresSyncedAt, row.featuresSyncedAt, `features of ${id}`);
    if (isNew || newStamp(run, states[0], states[1], `phase FEATURES of ${id}`)) {
      const sections = new Set(
        run.answers.flatMap(({ answer }) =>
          answer.of === "features" && answer.productId === id ? [answer.sectionId] : [],
        ),
      );
      const wanted = world.upstream.featureLists(id);
      holds(
        sections.size >= wanted,
        "features are stamped when all were listed",
        () => `${sections.size} of ${wanted} lists of product ${id}`,
      );
    }
  }
}

function passStamps(world: World, run: RunRecord): void {
  for (const { id } of world.upstream.products) {
    const before = run.before.state(id, "NEW_TESTS");
    const after = run.after.state(id, "NEW_TESTS");
    if (newStamp(run, before?.succeededAt, after?.succeededAt, `phase NEW_TESTS of ${id}`)) {
      const asked = answered(run, (answer) => answer.of === "page" && answer.productId === id && answer.page === 1);
      const bad = run.requests.some(({ path, page }) => page === 1 && path.includes(`/${id}/`));
      holds(asked || bad, "a list is called read when its first page was answered", () => `product ${id}`);
    }
    if (!newStamp(run, before?.fullPassAt, after?.fullPassAt, `full read of ${id}`)) continue;
    if (!run.quiet || run.liedAbout.has(id)) continue;
    const read = new Set(
      run.answers.flatMap(({ answer }) => {
        if (answer.of === "page" && answer.productId === id) return answer.tests.map((test) => test.id);
        return answer.of === "test" ? [answer.test.id] : [];
      }),
    );
    const depth = timeOf(after?.fullPassSince);
    const unread = world.upstream
      .list(id)
      .filter((test) => !read.has(test.id) && !test.poisoned && !isReported(world, run.after, test))
      .filter(({ endAt }) => isWithin(world, endAt, depth));
    holds(unread.length === 0, "a full read has read all", () => named(unread));
  }
}

function lastSyncCompleted(run: RunRecord): void {
  // Killed after the last transaction, a run is complete and cannot say so.
  if (run.crashed) return;
  const { result, step, scope } = run;
  const isWhole = result.status === "success" && scope === null && step.mode !== "incremental";
  const wiped = result.deleted !== null && scope === null;
  const expected = isWhole ? new Date(run.at).toISOString() : wiped ? null : run.before.lastSyncCompleted;
  holds(
    run.after.lastSyncCompleted === expected,
    "the last complete sync is the last that was complete",
    () => `${run.after.lastSyncCompleted} instead of ${expected}`,
  );
}
