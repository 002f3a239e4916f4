import type { SyncPhaseName, SyncState } from "@testio/store";

/** The state of a phase nobody has ever run for this product. */
export function blankState(productId: number, phase: SyncPhaseName): SyncState {
  return {
    productId,
    phase,
    lastPass: 0,
    completedPass: 0,
    completeSince: null,
    resumePage: null,
    resumePageSize: null,
    resumeSince: null,
    resumeFromPass: null,
    resumeToPass: null,
    succeededAt: null,
    fullPassAt: null,
    fullPassSince: null,
    failedAt: null,
    failure: null,
  };
}
