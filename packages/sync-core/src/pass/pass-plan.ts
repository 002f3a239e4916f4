import type { KnownTest, SyncState } from "@testio/store";

/** The tests an unfinished pass left behind without a gap from the top of the list down to `page`. See `SyncState`. */
interface ResumeBlock {
  fromPass: number;
  toPass: number;
  /** Records from the top down to its end, when it was left. */
  rows: number;
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
  /** Read the list to its end (or floor) whatever is known. */
  fullRead: boolean;
  pageSize: number;
}

export function planPass(state: SyncState, request: PassRequest): PassPlan {
  const { floor, fullRead } = request;
  const mayStopAtAnchors = !fullRead && state.completedPass > 0 && reachesBackTo(state.completeSince, floor);
  return {
    pass: state.lastPass + 1,
    anchorPass: state.completedPass,
    mayStopAtAnchors,
    // Down to known tests nothing may be left out, or what is new and ends before the floor would be hidden below them.
    floor: mayStopAtAnchors ? state.completeSince : floor,
    block: fullRead ? null : usableBlock(state, request),
    pageSize: request.pageSize,
  };
}

/** Whether a list known back to `known` (null = its end) covers all that a floor (null = none) asks for. */
export function reachesBackTo(known: Date | null, floor: Date | null): boolean {
  if (known === null) return true;
  return floor !== null && known.getTime() <= floor.getTime();
}

function usableBlock(state: SyncState, { floor }: PassRequest): ResumeBlock | null {
  const { resumePage, resumePageSize, resumeFromPass, resumeToPass } = state;
  if (resumePage === null || resumePageSize === null || resumeFromPass === null || resumeToPass === null) return null;
  // The block leaves out what lay below its own floor: it is of no use to a pass that wants that.
  if (!reachesBackTo(state.resumeSince, floor)) return null;
  return { fromPass: resumeFromPass, toPass: resumeToPass, rows: (resumePage - 1) * resumePageSize };
}

export type TestKind =
  /** Known to be complete from here on. */
  | "anchor"
  /** Stored and where it was, and proof of nothing: it has no end, and where the API lists those is unknown. */
  | "neutral"
  /** Of the resume block. */
  | "block"
  /** Stored, but not proven complete from here on: listed by an unfinished pass, moved since, or read in a full read. */
  | "known"
  /** Ends before the floor. */
  | "below_floor"
  /** Listed on an earlier page of this walk already. */
  | "seen"
  /** Not stored, or not here: what the pass is looking for. */
  | "wanted";

/** What a listed test is to the walk that has not seen it yet. */
export function classify(
  plan: PassPlan,
  test: { endAt: Date | null },
  known: KnownTest | undefined,
  productId: number,
): Exclude<TestKind, "seen"> {
  if (plan.floor !== null && test.endAt !== null && test.endAt.getTime() < plan.floor.getTime()) return "below_floor";
  // A tombstone that is listed again, or a test that moved here from another product, was not known to be here.
  if (known === undefined || known.deletedAt !== null || known.productId !== productId) return "wanted";
  if (provesItsPlace(plan, test, known)) {
    if (test.endAt === null) return "neutral";
    return plan.mayStopAtAnchors ? "anchor" : "known";
  }
  const { block } = plan;
  const { syncPass } = known;
  if (block === null || syncPass === null || !sameMoment(test.endAt, known.endAt)) return "known";
  return syncPass >= block.fromPass && syncPass <= block.toPass ? "block" : "known";
}

/** Whether a stored test was listed by a completed pass and has not moved since. Only such a one keeps its `sync_pass`. */
export function provesItsPlace(
  plan: Pick<PassPlan, "anchorPass">,
  test: { endAt: Date | null },
  { syncPass, endAt, deletedAt }: KnownTest,
): boolean {
  return syncPass !== null && syncPass <= plan.anchorPass && deletedAt === null && sameMoment(test.endAt, endAt);
}

function sameMoment(a: Date | null, b: Date | null): boolean {
  return a?.getTime() === b?.getTime();
}
