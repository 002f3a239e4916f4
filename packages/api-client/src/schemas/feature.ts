import type { ApiFeature } from "../types.js";
import type { DriftCounter } from "./drift.js";
import type { RecordReader } from "./envelope.js";
import { LenientFields } from "./lenient.js";
import { userStoriesField } from "./user-stories-field.js";

export function featureReader(drift: DriftCounter): RecordReader<ApiFeature> {
  const fields = new LenientFields(drift, "features");
  const schema = fields.record({
    id: fields.id("id"),
    title: fields.text("title"),
    description: fields.text("description"),
    howtofind: fields.text("howtofind"),
    user_stories: userStoriesField(fields),
  });
  return (raw) => {
    const record = schema.parse(raw);
    if (record.id === null) return null;
    return {
      id: record.id,
      title: record.title ?? "",
      description: record.description,
      howtofind: record.howtofind,
      userStories: record.user_stories,
      raw,
    };
  };
}
