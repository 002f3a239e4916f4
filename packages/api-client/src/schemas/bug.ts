import type { ApiBug } from "../types.js";
import { commentShape, deviceShape, toComment, toDevice } from "./bug-parts.js";
import type { DriftCounter } from "./drift.js";
import type { RecordReader } from "./envelope.js";
import { environmentField, toEnvironment } from "./environment.js";
import { KNOWN_BUG_SEVERITIES, KNOWN_BUG_STATUSES } from "./known-values.js";
import { LenientFields } from "./lenient.js";

const ALSO_KNOWN = [
  "language",
  "location",
  "section",
  "feature",
  "test_case",
  "reproductions",
  "attachments",
  "external_idx",
];

export function bugReader(drift: DriftCounter): RecordReader<ApiBug> {
  const fields = new LenientFields(drift, "bugs");
  const schema = fields.record(
    {
      id: fields.id("id"),
      title: fields.text("title"),
      severity: fields.value("severity", KNOWN_BUG_SEVERITIES),
      status: fields.value("status", KNOWN_BUG_STATUSES),
      auto_accepted: fields.boolean("auto_accepted"),
      known: fields.boolean("known"),
      author: fields.named("author"),
      test: fields.named("test"),
      product: fields.named("product"),
      test_feature: fields.named("test_feature"),
      steps: fields.texts("steps"),
      expected_result: fields.text("expected_result"),
      actual_result: fields.text("actual_result"),
      comments: fields.nestedList("comments", commentShape),
      devices: fields.nestedList("devices", deviceShape, ["id"]),
      reported_at: fields.date("reported_at"),
      exported_at: fields.date("exported_at"),
      test_environment: environmentField(fields),
    },
    ALSO_KNOWN,
  );
  return (raw) => {
    const record = schema.parse(raw);
    if (record.id === null) return null;
    return {
      id: record.id,
      title: record.title ?? "",
      severity: record.severity,
      status: record.status,
      autoAccepted: record.auto_accepted ?? false,
      known: record.known ?? false,
      author: record.author?.name ?? null,
      testId: record.test?.id ?? null,
      productId: record.product?.id ?? null,
      testFeatureId: record.test_feature?.id ?? null,
      steps: record.steps,
      expectedResult: record.expected_result,
      actualResult: record.actual_result,
      comments: record.comments.map(toComment),
      devices: record.devices.map(toDevice),
      reportedAt: record.reported_at,
      exportedAt: record.exported_at,
      environment: toEnvironment(record.test_environment),
      raw,
    };
  };
}
