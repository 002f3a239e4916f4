import { isApiError } from "@testio/api-client";
import { EmptyTestListError } from "../errors/empty-test-list-error.js";
import type { Pass } from "./pass.js";

/** Stored tests that are asked for one by one when their list is empty. */
const PROBES = 3;

/**
 * A list that is empty though tests of it are stored. If one of the newest still answers, the list is wrong, and what may
 * be new on it stays unread.
 *
 * @throws EmptyTestListError then.
 */
export async function assertListNotEmptied({ run, product, region }: Pass): Promise<void> {
  if (region.entries.length > 0) return;
  const stored = await run.store.livingTestIds(product.id);
  if (stored.length === 0) return;
  for (const id of stored.slice(0, PROBES)) {
    if (await answers(run, id)) throw new EmptyTestListError(product.title, stored.length, id);
  }
  run.warnings.push(
    `${product.title}: TestIO lists no tests any more. The ${stored.length} stored ones are kept as they were, ` +
      "since an empty list alone is no proof that they are gone.",
  );
}

async function answers(run: Pass["run"], id: number): Promise<boolean> {
  try {
    await run.client.getTest(id, {}, { signal: run.signal });
    return true;
  } catch (error) {
    if (isApiError(error) && error.name === "ApiNotFoundError") return false;
    throw error;
  }
}
