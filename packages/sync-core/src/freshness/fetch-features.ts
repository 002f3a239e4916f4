import { type ApiClient, type ApiProduct, isApiError, type UnreadableRecord } from "@testio/api-client";
import type { FeatureWrite } from "@testio/store";
import { type FeatureList, toFeatureWrites } from "../mapping/feature.js";
import { allOrNone } from "../run/all-or-none.js";

interface FeaturesQuestion {
  client: ApiClient;
  signal: AbortSignal;
  productId: number;
  /** Those the product is known to use; empty = none. */
  sectionIds: readonly number[];
}

export interface FetchedFeatures {
  features: FeatureWrite[];
  unreadable: UnreadableRecord[];
  /** The product as it is now, to be stored: its sections turned out to be others than those given. Null when they are the same. */
  product: ApiProduct | null;
}

/**
 * All features of a product, asked for section by section if it uses sections. Refused (404, 422), it looks up which sections
 * the product has by now.
 */
export async function fetchFeatures(question: FeaturesQuestion): Promise<FetchedFeatures> {
  const { client, signal, productId, sectionIds } = question;
  try {
    return { ...(await fetchLists(question)), product: null };
  } catch (error) {
    if (!isApiError(error) || (error.status !== 422 && error.status !== 404)) throw error;
    const product = await client.getProduct(productId, { signal });
    const now = sectionIdsOf(product);
    if (now.length === sectionIds.length && now.every((id) => sectionIds.includes(id))) throw error;
    return { ...(await fetchLists({ ...question, sectionIds: now })), product };
  }
}

/** The sections by which the features of a product must be asked for. */
export function sectionIdsOf({ usesSections, sections }: ApiProduct): number[] {
  return usesSections ? sections.map(({ id }) => id) : [];
}

async function fetchLists({ client, signal, productId, sectionIds }: FeaturesQuestion) {
  const unreadable: UnreadableRecord[] = [];
  const wanted = sectionIds.length > 0 ? sectionIds : [null];
  const lists = await allOrNone(wanted, { signal }, async (sectionId, signal): Promise<FeatureList> => {
    const section = sectionId === null ? {} : { sectionId };
    const answer = await client.listFeatures({ productId, ...section }, { signal });
    unreadable.push(...answer.unreadable);
    return { sectionId, features: answer.items };
  });
  return { features: toFeatureWrites(productId, lists), unreadable };
}
