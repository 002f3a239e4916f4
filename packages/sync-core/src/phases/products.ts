import type { ApiProduct } from "@testio/api-client";
import { isApiError } from "@testio/api-client";
import type { SectionWrite, SyncPhaseName } from "@testio/store";
import { toProductWrite } from "../mapping/product.js";
import { allOrNone } from "../run/all-or-none.js";
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
  const sentAt = run.now();
  const answer = await run.client.listProducts({}, { signal: run.signal });
  reportUnreadable(run, PHASE, null, "of the product list", answer);
  const products = wanted === null ? answer.items : answer.items.filter(({ id }) => wanted.includes(id));
  const listed = new Set(answer.items.map(({ id }) => id));
  const unlisted = await storedButUnlisted(run, wanted, listed);
  if (listed.size === 0 && unlisted.length > 0) {
    run.errors.push({
      phase: PHASE,
      productId: null,
      kind: "EmptyProductList",
      message: `TestIO answered an empty list of products, though ${unlisted.length} are stored. Nothing was changed; the next sync asks again.`,
    });
  }
  const gone = listed.size === 0 ? [] : await confirmedGone(run, unlisted);
  await run.write(async (tx) => {
    await tx.upsertProducts(products.map(toProductWrite), sentAt);
    if (gone.length > 0) await tx.tombstone("products", gone, run.now());
  });
  run.counts.productsSynced = products.length;
  reportUnknown(run, wanted, listed);
  run.report({ type: "phase", phase: PHASE, state: "completed", total: products.length });
  return { products: products.map(productInRun), listed };
}

function productInRun({ id, name, usesSections, sections }: ApiProduct): ProductInRun {
  return { id, title: name, sectionIds: usesSections ? sections.map((section) => section.id) : [] };
}

function reportUnknown(run: Run, wanted: readonly number[] | null, listed: ReadonlySet<number>): void {
  for (const id of wanted ?? []) {
    if (listed.has(id)) continue;
    run.errors.push({
      phase: PHASE,
      productId: id,
      kind: "UnknownProduct",
      message: `Product ${id} is not among the ${listed.size} products this token can see. Check the id.`,
    });
  }
}

async function storedButUnlisted(
  run: Run,
  wanted: readonly number[] | null,
  listed: ReadonlySet<number>,
): Promise<number[]> {
  const stored = (await run.store.productSyncSummaries()).map(({ productId }) => productId);
  return stored.filter((id) => !listed.has(id) && (wanted === null || wanted.includes(id)));
}

/** Of products that are listed no more, those whose own address answers 404. */
async function confirmedGone(run: Run, ids: readonly number[]): Promise<number[]> {
  const answers = await allOrNone(ids, run, async (id, signal) => ({ id, gone: await isGone(run, id, signal) }));
  return answers.filter(({ gone }) => gone).map(({ id }) => id);
}

async function isGone({ client }: Run, id: number, signal: AbortSignal): Promise<boolean> {
  try {
    await client.getProduct(id, { signal });
    return false;
  } catch (error) {
    if (isApiError(error) && error.name === "ApiNotFoundError") return true;
    // 403: not this token's any more. It may exist, so it stays as it was last seen.
    if (isApiError(error) && error.name === "ApiForbiddenError") return false;
    throw error;
  }
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
    sectionIds: sectionsInUse(await run.store.listSections(productId)),
  }));
  return { products: await Promise.all(products), listed: null };
}

/** A default section alone is a legacy marker and means that the product has no sections. */
export function sectionsInUse(sections: readonly SectionWrite[]): number[] {
  return sections.length === 1 && sections[0]?.isDefault ? [] : sections.map(({ id }) => id);
}
