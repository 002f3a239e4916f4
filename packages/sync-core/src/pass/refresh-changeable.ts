import type { ProductInRun, Run } from "../run/run.js";
import type { Pass } from "./pass.js";
import { readTestsById } from "./read-by-id.js";

/** Whether so many tests of a product can still change that reading its whole list takes fewer requests than asking for each. */
export async function chooseFullRead({ store, limits }: Run, { id }: ProductInRun): Promise<boolean> {
  const [changeable, living] = await Promise.all([store.changeableTests(id), store.livingTestIds(id)]);
  return changeable.length > Math.ceil(living.length / limits.pageSize) + 1;
}

/** Reads the tests again that can still change and that the pass has not met. */
export async function refreshChangeable(pass: Pass): Promise<void> {
  const { run, product, read } = pass;
  const changeable = await run.store.changeableTests(product.id);
  const unread = changeable.filter(({ id }) => !read.has(id)).map(({ id }) => id);
  if (unread.length === 0) return;
  const { gone, unclear } = await readTestsById(pass, unread);
  if (gone.length > 0) {
    // Only a pass that reads the whole list may mark tests deleted.
    pass.state = { ...pass.state, fullPassAt: null };
    await run.write((tx) => tx.putSyncState(pass.state));
    run.warnings.push(
      `${product.title}: TestIO no longer knows test ${gone.join(", ")}. The next sync reads the whole list and settles that.`,
    );
  }
  if (unclear.length > 0) {
    run.warnings.push(
      `${product.title}: TestIO did not answer for test ${unclear.join(", ")}; they stay as last read.`,
    );
  }
}
