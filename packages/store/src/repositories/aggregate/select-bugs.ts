import type { AggregateFilter } from "../../types.js";
import { type Allowed, allowed, allowedNames, keep, keepListed, rowsWith } from "./allowed.js";
import type { BugBlock } from "./columns/bug-block.js";
import { present, type Rows } from "./columns/codes.js";
import type { Scratch } from "./columns/scratch.js";
import { type BugKind, shownStatus, type Vocabulary } from "./columns/vocabulary.js";

/**
 * The bugs of a block that match a filter.
 *
 * @param testRows 1 for each test of the product that is in question
 */
export function selectBugs(
  { bugs, features, systems }: BugBlock,
  testRows: Uint8Array,
  filter: AggregateFilter,
  vocabulary: Vocabulary,
  scratch: Scratch,
): Rows {
  let rows = rowsWith(bugs.tests, testRows, scratch);
  rows = keep(rows, bugs.kinds, allowedKinds(filter, vocabulary), scratch);
  rows = keep(rows, bugs.reporters, allowed(vocabulary.reporters, filter.testers), scratch);
  if (filter.featureIds) rows = keep(rows, present(features), allowed(vocabulary.features, filter.featureIds), scratch);
  if (filter.foundPlatforms) {
    rows = keepListed(rows, present(systems), allowedNames(vocabulary.systems, filter.foundPlatforms));
  }
  return rows;
}

function allowedKinds(filter: AggregateFilter, vocabulary: Vocabulary): Allowed {
  const { severities, bugStatuses, rejectionReasons, known } = filter;
  const conditions: ((kind: BugKind) => boolean)[] = [];
  if (severities) conditions.push(({ severity }) => severities.includes(severity));
  if (bugStatuses) conditions.push((kind) => bugStatuses.includes(shownStatus(kind)));
  if (rejectionReasons) conditions.push(({ rejectionReason }) => rejectionReasons.includes(rejectionReason));
  if (known !== undefined) conditions.push((kind) => kind.known === known);
  if (conditions.length === 0) return null;
  return Uint8Array.from(vocabulary.allKinds(), (kind) => Number(conditions.every((holds) => holds(kind))));
}
