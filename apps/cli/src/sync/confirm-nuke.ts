import type { Store } from "@testio/store";
import { type Io, writeLine } from "../io.js";
import { countOf, entitiesInWords } from "../output/words.js";
import { demandConsent } from "../terminal/demand-consent.js";

/**
 * Shows what is about to be deleted and asks, unless there is nothing.
 *
 * @param productIds null = everything of the customer
 * @throws NotConfirmedError when the answer is not yes; the signal's reason when the user interrupts.
 */
export async function confirmNuke(
  store: Pick<Store, "entityCounts">,
  productIds: readonly number[] | null,
  yes: boolean,
  io: Io,
): Promise<void> {
  const counts = await store.entityCounts(productIds);
  if (Object.values(counts).every((count) => count === 0)) return;
  const where = productIds === null ? "" : ` of ${countOf(productIds.length, "product")} in scope`;
  writeLine(io.stderr, `Current data${where}: ${entitiesInWords(counts)}`);
  await demandConsent("Delete it, and fetch everything again?", yes, io);
}
