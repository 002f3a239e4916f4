import type { BugDetails, Store } from "@testio/store";
import { NotFoundError } from "../errors/not-found-error.js";
import { isoOrNull } from "../format/dates.js";
import { coverageOf, type Trust } from "../trust/coverage.js";
import { deletedNotes } from "../trust/deleted.js";
import { refreshBugScope } from "../trust/refresh-bug-scope.js";
import type { RefreshOptions } from "../trust/refresh-on-read.js";
import { foundOn } from "./devices.js";

export interface BugSummaryDetails {
  id: number;
  title: string;
  severity: string;
  /** `forwarded` = open; `accepted` = by a person, `auto_accepted` = by the clock. */
  status: string;
  known: boolean;
  /** The standard sentence it was rejected by, as its key; null = not rejected, or in other words. */
  rejection_reason: string | null;
  rejected_at: string | null;
  reported_at: string | null;
  exported_at: string | null;
  product: { id: number; name: string | null };
  test: { id: number; title: string | null };
  /** What it was reported on; null = no feature. `id`: the feature of the product; null when the test does not say. */
  feature: { id: number | null; test_feature_id: number; title: string | null } | null;
  /** `id` is the local one, for `get_user_summary`. */
  reported_by: { id: number | null; username: string } | null;
  steps: string | null;
  expected_result: string | null;
  actual_result: string | null;
  /** Devices in words. */
  found_on: string[];
  comments: { author: string | null; created_at: string | null; body: string }[];
  synced_at: string;
  /** When the bug was found deleted at TestIO; null while it exists there. */
  deleted_at: string | null;
}

export interface BugSummary extends Trust {
  bug: BugSummaryDetails;
}

/**
 * One bug with all that is stored about it, deleted ones included. With `freshness`, the bugs of its test are fetched first
 * if they are due.
 *
 * @throws NotFoundError when the bug is not stored: TestIO can only be asked for the bugs of a test.
 */
export async function getBugSummary(store: Store, bugId: number, options: RefreshOptions = {}): Promise<BugSummary> {
  const stored = await readBug(store, bugId);
  const { as_of, coverage } = await refreshBugScope(store, { testIds: [stored.testId] }, options);
  const bug = await readBug(store, bugId);
  return {
    bug: details(bug),
    as_of: as_of ?? isoOrNull(bug.syncedAt),
    coverage: coverageOf({ ...coverage, notes: [...deletedNotes("bug", bug.deletedAt), ...coverage.notes] }),
  };
}

async function readBug(store: Store, id: number): Promise<BugDetails> {
  const [bug] = await store.getBugs([id]);
  if (bug === undefined) throw new NotFoundError("bug", id);
  return bug;
}

function details(bug: BugDetails): BugSummaryDetails {
  return {
    id: bug.id,
    title: bug.title,
    severity: bug.severity,
    status: bug.status,
    known: bug.known,
    rejection_reason: bug.rejectionReason,
    rejected_at: isoOrNull(bug.rejectedAt),
    reported_at: isoOrNull(bug.reportedAt),
    exported_at: isoOrNull(bug.exportedAt),
    product: { id: bug.productId, name: bug.productTitle },
    test: { id: bug.testId, title: bug.testTitle },
    feature:
      bug.feature === null
        ? null
        : { id: bug.feature.id, test_feature_id: bug.feature.testFeatureId, title: bug.feature.title },
    reported_by: bug.reporter,
    steps: bug.steps,
    expected_result: bug.expectedResult,
    actual_result: bug.actualResult,
    found_on: bug.devices.map(foundOn),
    comments: bug.comments.map(({ author, createdAt, body }) => ({ author, created_at: isoOrNull(createdAt), body })),
    synced_at: bug.syncedAt.toISOString(),
    deleted_at: isoOrNull(bug.deletedAt),
  };
}
