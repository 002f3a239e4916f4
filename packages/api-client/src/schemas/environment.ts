import { withoutUserinfo } from "../redaction.js";
import type { ApiEnvironment } from "../types.js";
import type { DriftCounter } from "./drift.js";
import type { RecordReader } from "./envelope.js";
import { LenientFields } from "./lenient.js";

interface EnvironmentRecord {
  id: number | null;
  title: string | null;
  url: string | null;
}

/** Known, and never read: `username`, `password`, `access` are the customer's credentials. */
const ALSO_KNOWN = ["username", "password", "access"];

function shape(fields: LenientFields) {
  return { id: fields.id("id"), title: fields.text("title"), url: fields.text("url") };
}

/** The environment inside a test or a bug. */
export function environmentField(fields: LenientFields) {
  return fields.nested("test_environment", shape, ALSO_KNOWN);
}

/** Copies what may be kept, and nothing else. */
export function toEnvironment(record: EnvironmentRecord | null): ApiEnvironment | null {
  if (record === null) return null;
  return { id: record.id, title: record.title, url: record.url === null ? null : withoutUserinfo(record.url) };
}

export function environmentReader(drift: DriftCounter): RecordReader<ApiEnvironment> {
  const fields = new LenientFields(drift, "test_environments");
  const schema = fields.record(shape(fields), ALSO_KNOWN);
  return (raw) => {
    const record = schema.parse(raw);
    return record.id === null ? null : toEnvironment(record);
  };
}
