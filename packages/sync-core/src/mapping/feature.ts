import { type ApiFeature, redactRecord } from "@testio/api-client";
import type { FeatureWrite } from "@testio/store";

/** One answered feature list: of the whole product (`sectionId` null) or of one of its sections. */
export interface FeatureList {
  sectionId: number | null;
  features: readonly ApiFeature[];
}

/** The features of a product. One that several sections list is one feature that knows all of them. */
export function toFeatureWrites(productId: number, lists: readonly FeatureList[]): FeatureWrite[] {
  const byId = new Map<number, FeatureWrite>();
  for (const { sectionId, features } of lists) {
    for (const { raw, ...fields } of features) {
      const known = byId.get(fields.id);
      const sectionIds = known?.sectionIds ?? [];
      if (sectionId !== null && !sectionIds.includes(sectionId)) sectionIds.push(sectionId);
      if (known === undefined)
        byId.set(fields.id, { ...fields, productId, sectionIds, data: JSON.stringify(redactRecord(raw)) });
    }
  }
  return [...byId.values()];
}
