import type { ApiProduct } from "../types.js";
import type { DriftCounter } from "./drift.js";
import type { RecordReader } from "./envelope.js";
import { KNOWN_PRODUCT_TYPES } from "./known-values.js";
import { LenientFields } from "./lenient.js";

interface SectionRecord {
  id: number | null;
  name: string | null;
}

export function productReader(drift: DriftCounter): RecordReader<ApiProduct> {
  const fields = new LenientFields(drift, "products");
  const section = (of: LenientFields) => ({ id: of.id("id"), name: of.text("name") });
  const schema = fields.record(
    {
      id: fields.id("id"),
      name: fields.text("name"),
      title: fields.text("title"),
      description: fields.text("description"),
      product_type: fields.value("product_type", KNOWN_PRODUCT_TYPES),
      default_section_id: fields.id("default_section_id"),
      sections: fields.nestedList("sections", section),
      sections_with_default: fields.nestedList("sections_with_default", section),
    },
    ["connection"],
  );
  return (raw) => {
    const record = schema.parse(raw);
    if (record.id === null) return null;
    const sections = sectionsInUse(record.sections, record.sections_with_default);
    return {
      id: record.id,
      name: record.name ?? record.title ?? "",
      description: record.description,
      productType: record.product_type,
      sections,
      usesSections: sections.length > 0,
      defaultSectionId: record.default_section_id,
      raw,
    };
  };
}

/**
 * A product uses sections when `sections` is non-empty or `sections_with_default` has more than one entry; exactly one
 * default section is a legacy marker and means none. Where both lists count, both are kept: a feature may stand in the
 * default section alone.
 */
function sectionsInUse(
  sections: readonly SectionRecord[],
  withDefault: readonly SectionRecord[],
): ApiProduct["sections"] {
  const used = withDefault.length > 1 ? [...sections, ...withDefault] : sections;
  const byId = new Map<number, { id: number; name: string }>();
  for (const { id, name } of used) {
    if (id !== null && !byId.has(id)) byId.set(id, { id, name: name ?? "" });
  }
  return [...byId.values()];
}
