import { type ApiProduct, isApiError } from "@testio/api-client";
import { storedProducts } from "../phases/products.js";
import type { ProductInRun, Run } from "../run/run.js";

export interface ProductsToPlan {
  products: ProductInRun[];
  /** What the PRODUCTS phase would take; 0 without it. */
  requests: number;
  notes: string[];
}

/** The products a run would work on: those that TestIO lists if the run would ask it, else those stored. */
export async function productsToPlan(
  run: Run,
  wanted: readonly number[] | null,
  withProductList: boolean,
): Promise<ProductsToPlan> {
  if (!withProductList) return fromStore(run, wanted);
  try {
    return await fromTestIO(run, wanted);
  } catch (error) {
    if (run.signal.aborted || !isApiError(error)) throw error;
    const { products } = await storedProducts(run, wanted);
    const note = `The products are those stored, since TestIO could not be asked for its list: ${error.message}`;
    return { products, requests: 1, notes: [note] };
  }
}

async function fromTestIO(run: Run, wanted: readonly number[] | null): Promise<ProductsToPlan> {
  const { items } = await run.client.listProducts({}, { signal: run.signal });
  const inScope = (id: number) => wanted === null || wanted.includes(id);
  const listed = new Set(items.map(({ id }) => id));
  const stored = (await run.store.productSyncSummaries()).map(({ productId }) => productId);
  // Each of those is asked for by its id, to find out whether it is gone.
  const unlisted = stored.filter((id) => inScope(id) && !listed.has(id)).length;
  const unknown = (wanted ?? []).filter((id) => !listed.has(id));
  return {
    products: items.filter(({ id }) => inScope(id)).map(productInRun),
    requests: 1 + (listed.size > 0 ? unlisted : 0),
    notes: unknown.map((id) => `Product ${id} is not among the ${listed.size} products this token can see.`),
  };
}

async function fromStore(run: Run, wanted: readonly number[] | null): Promise<ProductsToPlan> {
  const { products } = await storedProducts(run, wanted);
  return { products, requests: 0, notes: run.errors.map(({ message }) => message) };
}

function productInRun({ id, name, usesSections, sections }: ApiProduct): ProductInRun {
  return { id, title: name, sectionIds: usesSections ? sections.map((section) => section.id) : [] };
}
