import type { RunRecord } from "../run-record.js";
import type { World } from "../world.js";
import { holds } from "./broken.js";
import { named } from "./coverage.js";

/** Nothing is deleted here that TestIO did not say, of this very test, to be gone; and nothing comes back unseen. */
export function deletions(_world: World, run: RunRecord): void {
  for (const [id, row] of run.after.tests) {
    const before = run.before.tests.get(id);
    if (before === undefined) continue;
    if (row.deletedAt !== null && before.deletedAt === null) {
      const confirmed = run.answers.some(({ answer }) => answer.of === "no test" && answer.id === id);
      holds(confirmed, "each deletion is confirmed by a 404 of its own", () => named([row]));
      const deletedByList = run.step.mode !== "refresh";
      holds(!deletedByList || !listedEmpty(run, row.productId), "an empty list deletes nothing", () => named([row]));
    }
    if (row.deletedAt === null && before.deletedAt !== null) {
      const seen = run.answers.some(({ answer }) =>
        answer.of === "page"
          ? answer.tests.some((test) => test.id === id)
          : answer.of === "test" && answer.test.id === id,
      );
      holds(seen, "a tombstone is lifted when the test was seen", () => named([row]));
    }
  }
  if (run.step.mode === "nuke") return;
  const forgotten = [...run.before.tests.values()].filter(({ id }) => !run.after.tests.has(id));
  holds(forgotten.length === 0, "no row vanishes", () => named(forgotten));
}

/** Whether the list was answered, and each time without a single test. */
function listedEmpty({ answers }: RunRecord, productId: number): boolean {
  const firstPages = answers.flatMap(({ answer }) =>
    answer.of === "page" && answer.productId === productId && answer.page === 1 ? [answer.tests.length] : [],
  );
  return firstPages.length > 0 && firstPages.every((tests) => tests === 0);
}
