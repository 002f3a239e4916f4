import type { FreshnessReport } from "../../../src/freshness/types.js";
import type { LoggedAnswer } from "../answers.js";
import type { ReadStep } from "../history.js";
import type { Snapshot } from "../snapshot.js";
import type { World } from "../world.js";
import { holds } from "./broken.js";

export interface ReadRecord {
  step: ReadStep;
  ids: readonly number[];
  report: FreshnessReport;
  answers: readonly LoggedAnswer[];
  before: Snapshot;
  after: Snapshot;
  at: number;
}

/** Refresh on read tells of each id what became of it, and stamps only what it fetched. */
export function freshness(world: World, read: ReadRecord): void {
  const { report, ids, step, after, at } = read;
  const told = [...report.fetched, ...report.fresh, ...report.stale.map(({ id }) => id), ...report.missing];
  const once = told.length === ids.length && new Set(told).size === ids.length && told.every((id) => ids.includes(id));
  holds(once, "each id is told of once", () => `${told.join(", ")} of ${ids.join(", ")}`);
  if (step.what === "features") return;

  for (const id of report.missing) {
    const gone =
      world.upstream.tests.get(id)?.goneAt !== null || !world.upstream.listedProducts().includes(productOf(world, id));
    holds(gone, "what is called missing is", () => `test ${id}`);
  }
  for (const [id, row] of after.tests) {
    const stored = read.before.tests.get(id);
    const stamp = step.what === "tests" ? row.syncedAt : row.bugsSyncedAt;
    const earlier = step.what === "tests" ? stored?.syncedAt : stored?.bugsSyncedAt;
    if (stamp === null || stamp.getTime() === earlier?.getTime()) continue;
    holds(stamp.getTime() === at && wasAnswered(read, id), "reading stamps what it fetched", () => `test ${id}`);
  }
}

function productOf({ upstream }: World, testId: number): number {
  return upstream.tests.get(testId)?.productId ?? 0;
}

function wasAnswered({ answers, step }: ReadRecord, id: number): boolean {
  return answers.some(({ answer }) => {
    if (step.what === "tests") return answer.of === "test" && answer.test.id === id;
    return answer.of === "bugs" && (answer.testIds?.includes(id) ?? true);
  });
}
