import type { SyncPhaseName } from "@testio/store";
import { toProductWrite } from "../mapping/product.js";
import { type ProductInRun, type Run, reportUnreadable } from "../run/run.js";

const PHASE: SyncPhaseName = "PRODUCTS";

export interface SyncedProducts {
  /** Those in scope. */
  products: ProductInRun[];
  /** Ids of all that the API lists; null when it was not asked. */
  listed: ReadonlySet<number> | null;
}

/** Reads the product list, which is never paged, and stores the products in scope. */
export async function syncProducts(run: Run, wanted: readonly number[] | null): Promise<SyncedProducts> {
  run.report({ type: "phase", phase: PHASE, state: "started", total: null });
  const answer = await run.client.listProducts({}, { signal: run.signal });
  reportUnreadable(run, PHASE, null, "of the product list", answer);
  const products = wanted === null ? answer.items : answer.items.filter(({ id }) => wanted.includes(id));
  await run.write((tx) => tx.upsertProducts(products.map(toProductWrite), run.now()));
  run.counts.productsSynced = products.length;
  for (const id of wanted ?? []) {
    if (products.some((product) => product.id === id)) continue;
    run.errors.push({
      phase: PHASE,
      productId: id,
      kind: "UnknownProduct",
      message: `Product ${id} is not among the ${answer.items.length} products this token can see. Check the id.`,
    });
  }
  run.report({ type: "phase", phase: PHASE, state: "completed", total: products.length });
  return {
    products: products.map(({ id, name, usesSections, sections }) => ({
      id,
      title: name,
      sectionIds: usesSections ? sections.map((section) => section.id) : [],
    })),
    listed: new Set(answer.items.map(({ id }) => id)),
  };
}

/** The products in scope as they were last stored, for runs that leave the PRODUCTS phase out. */
export async function storedProducts(run: Run, wanted: readonly number[] | null): Promise<SyncedProducts> {
  const summaries = await run.store.productSyncSummaries();
  for (const id of wanted ?? []) {
    if (summaries.some(({ productId }) => productId === id)) continue;
    run.errors.push({
      phase: null,
      productId: id,
      kind: "UnknownProduct",
      message: `Product ${id} is not stored yet. Run a sync that includes the product list first.`,
    });
  }
  const chosen = wanted === null ? summaries : summaries.filter(({ productId }) => wanted.includes(productId));
  const products = chosen.map(async ({ productId, title }) => ({
    id: productId,
    title,
    sectionIds: (await run.store.listSections(productId)).map(({ id }) => id),
  }));
  return { products: await Promise.all(products), listed: null };
}
