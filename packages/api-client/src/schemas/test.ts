import type { ApiTest } from "../types.js";
import type { DriftCounter } from "./drift.js";
import type { RecordReader } from "./envelope.js";
import { environmentField, toEnvironment } from "./environment.js";
import { KNOWN_TEST_STATUSES, KNOWN_TESTING_TYPES } from "./known-values.js";
import { LenientFields } from "./lenient.js";
import { requirementShape, testFeatureShape, toRequirement, toTestFeature } from "./test-parts.js";

/** Stands in for a status that is missing or no text. */
const NO_STATUS = "unknown";

const ALSO_KNOWN = ["report_language", "analytics", "feature"];
const FEATURE_ALSO_KNOWN = ["execution_status", "tester_count", "bugs_found", "bug_ids"];

export function testReader(drift: DriftCounter): RecordReader<ApiTest> {
  const fields = new LenientFields(drift, "tests");
  const schema = fields.record(
    {
      id: fields.id("id"),
      title: fields.text("title"),
      test_title: fields.text("test_title"),
      status: fields.value("status", KNOWN_TEST_STATUSES),
      review_status: fields.text("review_status"),
      testing_type: fields.value("testing_type", KNOWN_TESTING_TYPES),
      duration: fields.scalar("duration"),
      start_at: fields.date("start_at"),
      end_at: fields.date("end_at"),
      created_by: fields.text("created_by"),
      submitted_by: fields.text("submitted_by"),
      goal: fields.text("goal"),
      goal_text: fields.text("goal_text"),
      instructions: fields.text("instructions"),
      instructions_text: fields.text("instructions_text"),
      out_of_scope: fields.text("out_of_scope"),
      out_of_scope_text: fields.text("out_of_scope_text"),
      enable_low: fields.boolean("enable_low"),
      enable_high: fields.boolean("enable_high"),
      enable_critical: fields.boolean("enable_critical"),
      requirements: fields.nestedList("requirements", requirementShape, ["devices"]),
      features: fields.nestedList("features", testFeatureShape, FEATURE_ALSO_KNOWN),
      product: fields.named("product"),
      section: fields.named("section"),
      test_environment: environmentField(fields),
    },
    ALSO_KNOWN,
  );
  return (raw) => {
    const record = schema.parse(raw);
    if (record.id === null) return null;
    return {
      id: record.id,
      title: record.title ?? record.test_title ?? "",
      status: record.status ?? NO_STATUS,
      reviewStatus: record.review_status,
      testingType: record.testing_type,
      duration: record.duration,
      startAt: record.start_at,
      endAt: record.end_at,
      createdBy: record.created_by,
      submittedBy: record.submitted_by,
      goal: record.goal_text ?? record.goal,
      instructions: record.instructions_text ?? record.instructions,
      outOfScope: record.out_of_scope_text ?? record.out_of_scope,
      enableLow: record.enable_low,
      enableHigh: record.enable_high,
      enableCritical: record.enable_critical,
      requirements: record.requirements.map(toRequirement),
      features: record.features.flatMap(toTestFeature),
      product: record.product,
      section: record.section,
      environment: toEnvironment(record.test_environment),
      raw,
    };
  };
}
