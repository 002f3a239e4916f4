import { type ApiProduct, isApiError } from "@testio/api-client";
import type { SyncPhaseName } from "@testio/store";
import type { Brake } from "../bugs/brake.js";
import { describeError } from "../errors/describe-error.js";
import { toProductWrite } from "../mapping/product.js";
import { sectionsInUse } from "../phases/products.js";
import { blankState } from "../run/blank-state.js";
import { type FreshnessContext, outsideReason } from "./context.js";
import { isOutdated } from "./due.js";
import type { Kind } from "./ensure.js";
import { type FetchedFeatures, fetchFeatures, sectionIdsOf } from "./fetch-features.js";
import { InFlight, type Outcome } from "./in-flight.js";
import { isLater } from "./is-later.js";

const PHASE: SyncPhaseName = "FEATURES";

/** The features of products. Their stamp is the one of the sync's phase, which they share. */
export function featureKind(context: FreshnessContext): Kind {
  const { store, now } = context;
  const statusOf = (id: number) => store.getProductSyncStatus(id, PHASE);
  return {
    inFlight: new InFlight(),
    now,
    async sort(ids, { force = false }) {
      const known = new Map<number, Outcome>();
      const due: number[] = [];
      const age = { now: now(), ttlMs: context.featureCacheTtlMs };
      for (const id of ids) {
        const status = await statusOf(id);
        if (!context.isAllowed(id)) {
          if (status === null) known.set(id, { kind: "failed", reason: outsideReason(id) });
        } else if (status === null) due.push(id);
        else if (status.deletedAt === null && (force || isOutdated(status.state?.succeededAt ?? null, age)))
          due.push(id);
      }
      return { due, known };
    },
    groups: (due) => due.map((id) => [id]),
    async fetch(ids, signal, brake) {
      const outcomes = ids.map(
        async (id): Promise<[number, Outcome]> => [id, await refresh(context, id, signal, brake)],
      );
      return new Map(await Promise.all(outcomes));
    },
    async fetchedAt(ids) {
      const states = await Promise.all(ids.map((id) => store.getSyncState(id, PHASE)));
      return new Map(states.flatMap((state) => (state?.succeededAt ? [[state.productId, state.succeededAt]] : [])));
    },
  };
}

async function refresh(context: FreshnessContext, id: number, signal: AbortSignal, brake: Brake): Promise<Outcome> {
  if (brake.reason !== null) return { kind: "failed", reason: brake.reason.message };
  const isStored = (await context.store.getProduct(id)) !== null;
  const sentAt = context.now();
  let fetched: FetchedFeatures;
  try {
    fetched = isStored ? await ofStored(context, id, signal) : await ofUnknown(context, id, signal);
    brake.note(null);
  } catch (error) {
    signal.throwIfAborted();
    if (!isApiError(error)) throw error;
    brake.note(error);
    if (error.name === "ApiNotFoundError" && !isStored) return { kind: "missing" };
    return { kind: "failed", reason: describeError(error).message };
  }
  signal.throwIfAborted();
  await storeFeatures(context, id, fetched, sentAt);
  return { kind: "fetched" };
}

async function ofStored(
  { client, store }: FreshnessContext,
  productId: number,
  signal: AbortSignal,
): Promise<FetchedFeatures> {
  const sectionIds = sectionsInUse(await store.listSections(productId));
  return fetchFeatures({ client, signal, productId, sectionIds });
}

/** A product nobody has stored is stored with its features. */
async function ofUnknown(
  { client }: FreshnessContext,
  productId: number,
  signal: AbortSignal,
): Promise<FetchedFeatures> {
  const product: ApiProduct = await client.getProduct(productId, { signal });
  const fetched = await fetchFeatures({ client, signal, productId, sectionIds: sectionIdsOf(product) });
  return { ...fetched, product: fetched.product ?? product };
}

async function storeFeatures(
  { store, now, log }: FreshnessContext,
  id: number,
  { features, unreadable, product }: FetchedFeatures,
  sentAt: Date,
): Promise<void> {
  await store.write(async (tx) => {
    // Within the transaction, when nobody else can write.
    const state = await store.getSyncState(id, PHASE);
    if (isLater(sentAt, now())(state?.succeededAt ?? null)) return;
    if (product !== null) await tx.upsertProducts([toProductWrite(product)], sentAt);
    await tx.replaceFeatures(id, features, sentAt);
    const base = state ?? blankState(id, PHASE);
    await tx.putSyncState({ ...base, succeededAt: sentAt, failedAt: null, failure: null });
  });
  if (unreadable.length === 0) return;
  log({
    level: "warn",
    message: `${unreadable.length} feature(s) of product ${id} have no usable id and were not stored.`,
  });
}
