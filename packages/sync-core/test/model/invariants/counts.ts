import type { TestRow } from "@testio/store";
import type { RunRecord } from "../run-record.js";
import type { World } from "../world.js";
import { holds } from "./broken.js";
import { inScope } from "./coverage.js";

/** What a run counted is the difference it made. */
export function counts(world: World, run: RunRecord): void {
  if (run.crashed) return;
  const { result, after, step } = run;
  const wiped = step.mode === "nuke" && result.deleted !== null;
  const before = new Map([...run.before.tests].filter(([, { productId }]) => !(wiped && inScope(run, productId))));
  const rows = [...after.tests.values()];
  const discovered = rows.filter(({ id }) => !before.has(id)).length;
  const deleted = rows.filter(({ id, deletedAt }) => deletedAt !== null && before.get(id)?.deletedAt === null).length;
  const same = (name: string, told: number, is: number) =>
    holds(told === is, "counts are of what changed", () => `${name}: ${told}, though it was ${is}`);

  same("tests discovered", result.testsDiscovered, discovered);
  // A test that is found, and gone again when it is looked at once more, is both.
  if (run.quiet) same("tests deleted", result.testsDeleted, deleted);
  if (run.quiet) {
    const updated = rows.filter((row) => hasChanged(before.get(row.id), row)).length;
    // What a test says alone is more than what its list says of it: reading it the other way changes what is stored.
    const told = result.testsUpdated - updated;
    same("tests updated", told >= 0 && told <= everAskedAlone(world) ? updated : result.testsUpdated, updated);
  }
  const products = world.upstream.listedProducts().filter((id) => inScope(run, id));
  if (run.quiet && result.status === "success" && step.mode !== "incremental" && !run.faulty) {
    same("products synced", result.productsSynced, products.length);
  }
}

/** A tombstone is no update; a test that came back is. */
function hasChanged(before: TestRow | undefined, after: TestRow): boolean {
  if (before === undefined || after.deletedAt !== null) return false;
  return (
    before.deletedAt !== null ||
    before.title !== after.title ||
    before.status !== after.status ||
    before.endAt?.getTime() !== after.endAt?.getTime()
  );
}

function everAskedAlone({ answers }: World): number {
  return new Set(answers.flatMap(({ answer }) => (answer.of === "test" ? [answer.test.id] : []))).size;
}
