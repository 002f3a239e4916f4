import type { Pass } from "./pass.js";
import { readTestsById } from "./read-by-id.js";

/**
 * Which stored tests are gone, after a walk that read the whole list: those it did not meet and whose own address answers
 * 404. One that answers is stored as it is now; one that TestIO says nothing clear about is kept. An empty list says
 * nothing about anything.
 */
export async function settleDeletions(pass: Pass): Promise<number[]> {
  const { run, product, region, seen } = pass;
  if (region.entries.length === 0) return [];
  const unlisted = (await run.store.livingTestIds(product.id)).filter((id) => !seen.has(id));
  if (unlisted.length === 0) return [];
  const { gone, unclear } = await readTestsById(pass, unlisted);
  if (unclear.length > 0) {
    run.warnings.push(
      `${product.title}: its list no longer has ${sample(unclear)}, and TestIO does not say whether they still exist. ` +
        "They are kept as they were last read.",
    );
  }
  return gone;
}

function sample(ids: readonly number[]): string {
  const shown = ids.slice(0, 5).join(", ");
  return ids.length > 5 ? `tests ${shown} and ${ids.length - 5} more` : `test ${shown}`;
}
