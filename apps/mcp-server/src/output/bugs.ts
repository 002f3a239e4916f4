import * as z from "zod";
import { moment } from "./shared.js";

const status = () => z.string().describe("forwarded = open; accepted = by a person, auto_accepted = by the clock");
const named = z.object({ id: z.int(), name: z.string().nullable() });
const person = z.object({ id: z.int().nullable().describe("For get_user_summary"), username: z.string() }).nullable();

/** The filters of a list of bugs as they were understood; those that do not narrow are absent. */
export const appliedBugFilterSchema = z.object({
  test_ids: z.array(z.int()).optional(),
  product_ids: z.array(z.int()).optional(),
  feature_ids: z.array(z.union([z.int(), z.literal("none")])).optional(),
  severity: z.array(z.string()).optional(),
  status: z.array(z.string()).optional(),
  rejection_reason: z.array(z.string()).optional(),
  known: z.boolean().optional(),
  exported: z.boolean().optional(),
  reported_by_user_id: z.int().optional(),
  found_platform: z.array(z.string()).optional(),
  start_date: z.string().optional().describe("First and last day of reported_at"),
  end_date: z.string().optional(),
});

/** A bug in a list; what is optional comes with detail full, its texts cut after 1,000 characters. */
export const listedBugSchema = z.object({
  id: z.int(),
  title: z.string(),
  severity: z.string(),
  status: status(),
  known: z.boolean(),
  rejection_reason: z.string().nullable(),
  test_id: z.int(),
  product_id: z.int(),
  reported_at: moment(),
  exported_at: moment(),
  product_name: z.string().nullable().optional(),
  test_title: z.string().nullable().optional(),
  feature: z.object({ id: z.int().nullable(), title: z.string().nullable() }).nullable().optional(),
  reported_by: person.optional(),
  found_on: z.array(z.string()).optional(),
  steps: z.string().nullable().optional(),
  expected_result: z.string().nullable().optional(),
  actual_result: z.string().nullable().optional(),
  rejected_at: moment().optional(),
  comment_count: z.int().optional(),
});

/** A bug with all that is stored about it. */
export const bugSchema = z.object({
  id: z.int(),
  title: z.string(),
  severity: z.string(),
  status: status(),
  known: z.boolean(),
  rejection_reason: z.string().nullable().describe("Null = not rejected, or in words of their own"),
  rejected_at: moment(),
  reported_at: moment(),
  exported_at: moment(),
  product: named,
  test: z.object({ id: z.int(), title: z.string().nullable() }),
  feature: z
    .object({
      id: z.int().nullable().describe("Of the product; null = the test does not say"),
      test_feature_id: z.int(),
      title: z.string().nullable(),
    })
    .nullable(),
  reported_by: person,
  steps: z.string().nullable(),
  expected_result: z.string().nullable(),
  actual_result: z.string().nullable(),
  found_on: z.array(z.string()).describe("Devices in words"),
  comments: z.array(z.object({ author: z.string().nullable(), created_at: moment(), body: z.string() })),
  synced_at: z.string(),
  deleted_at: moment().describe("When it was found deleted at TestIO"),
});
