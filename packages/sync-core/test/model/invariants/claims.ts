import type { RunRecord } from "../run-record.js";
import type { UpstreamTest } from "../upstream-tests.js";
import type { World } from "../world.js";
import { holds } from "./broken.js";
import { claimOf, ghosts, isReported, isWithin, mayWaitForSweep, missingTests, named } from "./coverage.js";

/**
 * However a run ended, killed ones included: what the sync states claim to be complete is. They may claim less than there is,
 * never more, since later runs read no further than they claim.
 */
export function claims(world: World, run: RunRecord): void {
  for (const { id, state } of world.upstream.products) {
    if (state === "withdrawn") continue;
    const claim = claimOf(world, run.after, id);
    if (claim === null) continue;
    const { state: claimed, completedSince, fullSince } = claim;
    const missing = missingTests(world, run.after, id).filter(
      (test) => !test.poisoned && !isReported(world, run.after, test),
    );

    if (completedSince !== null) {
      const promised = missing.filter((test) => standsSince(world, test, completedSince, claimed.completeSince));
      const lost = promised.filter((test) => !mayWaitForSweep(world, claim, test));
      holds(lost.length === 0, "what is called complete is", () => `product ${id}: ${named(lost)}`);
    }
    if (fullSince === null) continue;
    const unread = missing.filter((test) => standsSince(world, test, fullSince, claimed.fullPassSince));
    holds(unread.length === 0, "what is called read to the end was", () => `product ${id}: ${named(unread)}`);
    if (claimed.fullPassSince !== null || wasEmpty(world, id, claimed.fullPassAt)) continue;
    const alive = ghosts(world, run.after, id).filter(
      (row) => (world.upstream.tests.get(row.id)?.goneAt ?? 0) < fullSince,
    );
    holds(alive.length === 0, "a full read finds deletions", () => `product ${id}: ${named(alive)}`);
  }
}

/** Whether the test stood, readable, at its place since a moment, and no deeper than a claim reaches. */
function standsSince(
  world: World,
  { placedAt, healedAt, endAt }: UpstreamTest,
  moment: number,
  depth: Date | null,
): boolean {
  return placedAt < moment && (healedAt ?? 0) < moment && isWithin(world, endAt, depth?.getTime() ?? null);
}

/** Whether the list was empty when it was read, be it only by the walk that began again at its top: then nothing may be deleted. */
function wasEmpty({ runs }: World, productId: number, stamp: Date | null): boolean {
  const run = runs.find(({ at }) => at === stamp?.getTime());
  const pages = run?.answers.flatMap(({ answer }) =>
    answer.of === "page" && answer.productId === productId && answer.page === 1 ? [answer.tests] : [],
  );
  return pages?.at(-1)?.length === 0;
}
