import * as z from "zod";
import { environmentSchema, moment, ratioSchema } from "./shared.js";

const textOrNull = () => z.string().nullable();
const flagOrNull = () => z.boolean().nullable();
const counts = () => z.record(z.string(), z.int());

/** A test in a list; what is optional comes with detail full. */
export const listedTestSchema = z.object({
  test_id: z.int(),
  product_id: z.int(),
  title: z.string(),
  status: z.string(),
  review_status: textOrNull(),
  testing_type: textOrNull(),
  starts_at: moment(),
  ends_at: moment(),
  goal: textOrNull().optional().describe("Cut after 300 characters"),
  duration: textOrNull().optional(),
  test_environment: environmentSchema.optional(),
  bugs_synced_at: moment().optional().describe("Null = never: nothing is known about its bugs"),
});

/** A test with all that is stored about it. */
export const testSchema = z.object({
  id: z.int(),
  title: z.string(),
  product: z.object({ id: z.int(), name: textOrNull() }),
  section_id: z.int().nullable(),
  goal: textOrNull(),
  instructions: textOrNull(),
  out_of_scope: textOrNull(),
  testing_type: textOrNull(),
  duration: textOrNull(),
  status: z.string(),
  review_status: textOrNull(),
  enable_low: flagOrNull().describe("Whether bugs of this severity are asked for; null = TestIO does not say"),
  enable_high: flagOrNull(),
  enable_critical: flagOrNull(),
  starts_at: moment(),
  ends_at: moment(),
  created_by: textOrNull(),
  submitted_by: textOrNull(),
  test_environment: environmentSchema,
  requirements_summary: z.array(z.object({ platform: z.string(), browsers: z.array(z.string()) })),
  features: z.array(
    z.object({
      test_feature_id: z.int(),
      feature_id: z.int().nullable().describe("Of the product; null = the test does not say"),
      title: z.string(),
      description: textOrNull(),
      howtofind: textOrNull(),
      user_stories: z.array(z.string()),
      enable_default: flagOrNull(),
      enable_content: flagOrNull(),
      enable_visual: flagOrNull(),
    }),
  ),
  synced_at: z.string(),
  deleted_at: moment().describe("When it was found deleted at TestIO"),
});

const labelCounts = z.array(z.object({ label: textOrNull(), count: z.int() }));

/** What is known about the bugs of a test. */
export const testBugsSchema = z.object({
  total: z.int(),
  open: z.int().describe("Forwarded: waiting for the customer"),
  known: z.int().describe("Tagged as known before; they have a status as well"),
  by_severity: counts(),
  by_status: counts().describe("accepted = by a person, auto_accepted = by the clock"),
  by_rejection_reason: counts().describe("Of the rejected ones; none = without a standard reason"),
  found_platforms: z
    .object({ operating_systems: labelCounts, browsers: labelCounts, device_categories: labelCounts })
    .describe("A bug found on two systems counts once in each; label null = nothing is told"),
  rates: z.object({
    overall_acceptance_rate: ratioSchema,
    active_acceptance_rate: ratioSchema,
    auto_acceptance_rate: ratioSchema,
    rejection_rate: ratioSchema,
    review_rate: ratioSchema,
    has_alert: z.boolean().nullable().describe("Too many auto-accepted; null = none was accepted"),
  }),
  recent_bugs: z.array(
    z.object({
      id: z.int(),
      title: z.string(),
      severity: z.string(),
      status: z.string(),
      known: z.boolean(),
      reported_at: moment(),
    }),
  ),
});
