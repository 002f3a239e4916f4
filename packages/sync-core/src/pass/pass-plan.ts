import type { KnownTest, SyncState } from "@testio/store";

/** The tests an unfinished pass left behind without a gap from the top of the list down to `page`. See `SyncState`. */
interface ResumeBlock {
  fromPass: number;
  toPass: number;
  /** First page below the block, in pages of this run's size. */
  page: number;
}

/** What one pass over a product's test list sets out to do, decided before its first request. */
export interface PassPlan {
  /** Number of this pass. */
  pass: number;
  /** Tests with a `sync_pass` up to this one are anchors. */
  anchorPass: number;
  /** Whether the pass may stop at anchors: only where everything older is known to be complete. */
  mayStopAtAnchors: boolean;
  /** Tests that end before it are not asked for; null = none. */
  floor: Date | null;
  /** What an unfinished pass left that this one may build on; null = start over. */
  block: ResumeBlock | null;
  /** Tests asked for per page. A server may answer fewer, or more when it ignores paging. */
  pageSize: number;
}

export interface PassRequest {
  floor: Date | null;
  forceRefresh: boolean;
  pageSize: number;
}

export function planPass(state: SyncState, request: PassRequest): PassPlan {
  const { floor, forceRefresh } = request;
  return {
    pass: state.lastPass + 1,
    anchorPass: state.completedPass,
    mayStopAtAnchors: !forceRefresh && state.completedPass > 0 && reachesBackTo(state.completeSince, floor),
    floor,
    block: forceRefresh ? null : usableBlock(state, request),
    pageSize: request.pageSize,
  };
}

/** Whether a list known back to `known` (null = its end) covers all that a floor (null = none) asks for. */
function reachesBackTo(known: Date | null, floor: Date | null): boolean {
  if (known === null) return true;
  return floor !== null && known.getTime() <= floor.getTime();
}

function usableBlock(state: SyncState, { floor, pageSize }: PassRequest): ResumeBlock | null {
  const { resumePage, resumePageSize, resumeFromPass, resumeToPass } = state;
  if (resumePage === null || resumePageSize === null || resumeFromPass === null || resumeToPass === null) return null;
  // The block leaves out what lay below its own floor: it is of no use to a pass that wants that.
  if (!reachesBackTo(state.resumeSince, floor)) return null;
  const rowsAbove = (resumePage - 1) * resumePageSize;
  return { fromPass: resumeFromPass, toPass: resumeToPass, page: Math.floor(rowsAbove / pageSize) + 1 };
}

/** How far the product is complete once this pass has ended: the deeper of what was known and what was read. */
export function completeSinceAfter(state: SyncState, floor: Date | null): Date | null {
  if (state.completedPass === 0) return floor;
  return reachesBackTo(state.completeSince, floor) ? state.completeSince : floor;
}

export type TestKind =
  /** Known to be complete from here on. */
  | "anchor"
  /** Of the resume block. */
  | "block"
  /** Ends before the floor. */
  | "below_floor"
  /** Listed on an earlier page of this pass already. */
  | "seen"
  /** Anything else: what the pass is looking for. */
  | "wanted";

/** What a listed test is to the pass that has not seen it yet. */
export function classify(
  plan: PassPlan,
  test: { endAt: Date | null },
  known: KnownTest | undefined,
  productId: number,
): Exclude<TestKind, "seen"> {
  if (plan.floor !== null && test.endAt !== null && test.endAt.getTime() < plan.floor.getTime()) return "below_floor";
  // A tombstone that is listed again, or a test that moved here from another product, was not known to be here.
  if (known === undefined || known.syncPass === null || known.deletedAt !== null || known.productId !== productId) {
    return "wanted";
  }
  if (plan.mayStopAtAnchors && known.syncPass <= plan.anchorPass) return "anchor";
  const { block } = plan;
  if (block !== null && known.syncPass >= block.fromPass && known.syncPass <= block.toPass) return "block";
  return "wanted";
}
