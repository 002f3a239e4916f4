import type { ProblemPosition, ProductIdentity } from "@testio/store";
import { day } from "../format/dates.js";
import { enumerate } from "../format/text.js";
import type { MappedPosition } from "../trust/problem-positions.js";

/** What somebody can do about a position that TestIO cannot answer, in sentences. */
export function nextStepFor({ position, missingTestIds }: MappedPosition, product: ProductIdentity | null): string {
  if (product?.deletedAt) {
    return `Nothing: the product was deleted upstream on ${day(product.deletedAt)}. testio-mcp problematic clear forgets it.`;
  }
  const mapTests = `testio-mcp problematic map-tests ${position.id} TEST_ID`;
  if (position.mappedTestIds.length === 0) {
    const ask = `Every sync tries it again. If it stays, ask TestIO support to mend the test ${whereabouts(position)} and for its id.`;
    return `${ask} ${mapTests} then has it fetched by that id, and sync_data with product_ids [${position.productId}] tries at once.`;
  }
  if (missingTestIds.length === 0) {
    const mapped = enumerate(position.mappedTestIds);
    return `Nothing is missing: each sync fetches ${mapped} by id. The position goes away once TestIO's list answers again.`;
  }
  const missing = enumerate(missingTestIds);
  return `Mapped, but ${missing} could not be fetched yet: run sync_data with product_ids [${position.productId}]. If it stays, the id is wrong (correct it with ${mapTests}), or TestIO has to mend that test.`;
}

function whereabouts({ position, beforeId, afterId }: ProblemPosition): string {
  if (beforeId !== null && afterId !== null) return `between tests ${beforeId} and ${afterId} of the list`;
  if (afterId !== null) return `just above test ${afterId} of the list`;
  if (beforeId !== null) return `just below test ${beforeId} of the list`;
  return `at position ${position} of the list`;
}
