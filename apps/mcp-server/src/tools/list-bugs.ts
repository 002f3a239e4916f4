import { BUG_SEVERITIES, BUG_SORTS, BUG_STATUSES, REJECTION_REASONS } from "@testio/store";
import * as z from "zod";
import { defineTool, READS_AND_REFRESHES } from "../define-tool.js";
import { choice, flag, id, idList, idListOrNone, textList, usualChoices } from "../input/forgiving.js";
import { detailShape, PAGING_SYNONYMS, pageOf, pagingShape, periodShape } from "../input/paging.js";
import { BUG_STATUS_SYNONYMS, NONE, SORT_ORDERS } from "../input/vocabulary.js";
import { appliedBugFilterSchema, listedBugSchema } from "../output/bugs.js";
import { paginationSchema, trustShape } from "../output/shared.js";
import { insightOptions } from "./insight-options.js";

export const listBugsTool = defineTool({
  name: "list_bugs",
  title: "List bugs",
  description:
    "Bugs of a test, product or feature, or all: which are open, accepted or rejected and for which reason, by severity, reporter, platform or report date; known ones; those not yet exported. get_bug_summary has one in full.",
  input: z.strictObject({
    test_ids: idList().optional(),
    product_ids: idList().optional(),
    feature_ids: idListOrNone().optional(),
    severity: usualChoices(BUG_SEVERITIES).optional(),
    status: usualChoices(BUG_STATUSES, BUG_STATUS_SYNONYMS).describe("open = forwarded").optional(),
    rejection_reason: usualChoices([...REJECTION_REASONS, NONE]).optional(),
    known: flag().optional(),
    exported: flag().optional(),
    reported_by_user_id: id().optional(),
    found_platform: textList().describe("Operating systems").optional(),
    ...periodShape,
    sort_by: choice(BUG_SORTS).default("reported_at"),
    sort_order: choice(SORT_ORDERS).describe("desc by severity = critical first").default("desc"),
    ...pagingShape,
    ...detailShape,
  }),
  output: z.object({
    filters_applied: appliedBugFilterSchema,
    pagination: paginationSchema,
    bugs: z.array(listedBugSchema),
    ...trustShape,
  }),
  annotations: READS_AND_REFRESHES,
  synonyms: {
    ...PAGING_SYNONYMS,
    test_id: "test_ids",
    product_id: "product_ids",
    feature_id: "feature_ids",
    severities: "severity",
    statuses: "status",
    user_id: "reported_by_user_id",
    platform: "found_platform",
  },
  async handler(input, call) {
    const { listBugs } = await import("@testio/insights");
    const query = { ...input, ...pageOf(input, call.context.settings) };
    return listBugs(await call.context.store(), query, await insightOptions(call));
  },
});
