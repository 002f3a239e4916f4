import type { ApiUserStory } from "../types.js";
import type { DriftCounter } from "./drift.js";
import type { RecordReader } from "./envelope.js";
import { LenientFields } from "./lenient.js";

export function userStoryReader(drift: DriftCounter): RecordReader<ApiUserStory> {
  const fields = new LenientFields(drift, "user_stories");
  const schema = fields.record({
    id: fields.id("id"),
    path: fields.text("path"),
    title: fields.text("title"),
    feature_id: fields.id("feature_id"),
  });
  return (raw) => {
    const record = schema.parse(raw);
    if (record.id === null) return null;
    return { id: record.id, path: record.path, title: record.title ?? "", featureId: record.feature_id, raw };
  };
}
