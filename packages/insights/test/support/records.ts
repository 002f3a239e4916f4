import type { BugWrite, FeatureWrite, Store, TestWrite } from "@testio/store";
import { SYNCED, state } from "./store.js";

export function feature(id: number, fields: Partial<FeatureWrite> = {}): FeatureWrite {
  return {
    id,
    productId: 1,
    title: `Feature ${id}`,
    description: null,
    howtofind: null,
    userStories: [],
    sectionIds: [],
    data: { id },
    ...fields,
  };
}

/** A test's naming of a product's feature. */
export function named(id: number, featureId: number | null): TestWrite["features"][number] {
  return {
    id,
    featureId,
    title: `Feature ${featureId}`,
    description: null,
    howtofind: null,
    userStories: [],
    enableDefault: null,
    enableContent: null,
    enableVisual: null,
  };
}

export function bug(id: number, testId: number, fields: Partial<BugWrite> = {}): BugWrite {
  return {
    id,
    testId,
    productId: 1,
    testFeatureId: null,
    title: `Bug ${id}`,
    severity: "high",
    status: "forwarded",
    autoAccepted: false,
    known: false,
    rejectionReason: null,
    rejectedAt: null,
    reporter: null,
    steps: null,
    expectedResult: null,
    actualResult: null,
    comments: null,
    reportedAt: SYNCED,
    exportedAt: null,
    devices: [],
    data: { id },
    ...fields,
  };
}

/** The features of a product, as a sync that read all of them. */
export async function storeFeatures(store: Store, productId: number, features: FeatureWrite[], at = SYNCED) {
  await store.write(async (tx) => {
    await tx.replaceFeatures(productId, features, at);
    await tx.putSyncState(state(productId, { phase: "FEATURES", succeededAt: at }));
  });
}
