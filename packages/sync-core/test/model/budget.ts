import type { RunRecord } from "./run-record.js";
import type { World } from "./world.js";

/** Smaller pages cannot overlap; the engine asks for no smaller ones unless the server cuts them. */
const SMALLEST_PAGE = 5;
/** Pages of a list that changes while it is read which follow on nothing, before the walk is given up. */
const STEPS_BACK = 25;
/** Walks over a list: one that went on where an earlier run ended is followed by one from top to end. */
const WALKS = 2;
/** Pages read in search of a problem position that was recorded before. */
const SEARCH = 6;
/** Tests asked for when their list is empty. */
const PROBES = 3;
/** As often as a request that fails is sent, with the client of the model. */
const ATTEMPTS = 3;

/**
 * The most requests that a run may take:
 *
 *     1, for the list of products, and 1 for each stored one that it no longer has
 *   + per product:  1 per feature list, and 1 to look up its sections
 *                 + WALKS x pages(rows)
 *                 + WALKS x 2 pages x 3 x size for each bad record: two overlapping pages, each split down to single records, and the seams
 *                 + SEARCH x (1 + 3 x size) for each problem position recorded before
 *                 + 1 for each stored test that is not listed; in the mode `refresh`, for each that can change
 *                 + PROBES, if the list is empty
 *                 + with bugs: 2 per test, when a bad one makes each request be halved down to single tests; 1 for the reject reasons
 *
 * pages(rows) = 3 + 2 x rows / size: each page overlaps the one before, and brings half a page at least; two prove the end. Where the list changes
 * meanwhile, STEPS_BACK more per walk. Where a fault strikes, pages may be of one row each, and each request is sent up to ATTEMPTS times.
 */
export function requestBudget(world: World, run: RunRecord): number {
  const products = world.upstream.products.map(({ id }) => ofProduct(world, run, id));
  const sum = 1 + world.upstream.products.length + products.reduce((total, requests) => total + requests, 0);
  return run.faulty ? ATTEMPTS * sum : sum;
}

function ofProduct({ upstream }: World, run: RunRecord, productId: number): number {
  const rows = [...upstream.tests.values()].filter((test) => test.productId === productId);
  const size = run.faulty ? 1 : Math.max(SMALLEST_PAGE, run.pageSize);
  const split = 3 * Math.max(SMALLEST_PAGE, run.pageSize);
  const bad = run.faulty ? rows : rows.filter(({ poisoned }) => poisoned);
  const recorded = run.before.positions.filter((position) => position.productId === productId);
  const walk = 3 + Math.ceil((2 * rows.length) / size) + (run.quiet ? 0 : STEPS_BACK) + 2 * split * bad.length;
  const unlisted = rows.filter(({ goneAt, poisoned }) => goneAt !== null || poisoned).length;
  const alone = run.step.mode === "refresh" || !run.quiet ? rows.length : unlisted;
  const bugs = run.step.bugs || run.step.mode === "refresh" ? 2 * rows.length + 1 : 0;
  const features = upstream.featureLists(productId) + 1;
  return features + WALKS * walk + SEARCH * (1 + split) * recorded.length + alone + PROBES + bugs;
}
