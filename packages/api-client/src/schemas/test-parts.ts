import type { z } from "zod";
import type { ApiRequirement, ApiTestFeature } from "../types.js";
import type { LenientFields } from "./lenient.js";
import { userStoriesField } from "./user-stories-field.js";

export function requirementShape(fields: LenientFields) {
  return {
    category: fields.named("category"),
    operating_system: fields.named("operating_system"),
    min_operating_system_version: fields.named("min_operating_system_version"),
    max_operating_system_version: fields.named("max_operating_system_version"),
    browsers: browsersField(fields),
  };
}

type Requirement = z.output<z.ZodObject<ReturnType<typeof requirementShape>>>;

export function toRequirement(record: Requirement): ApiRequirement {
  return {
    category: record.category?.name ?? null,
    operatingSystemId: record.operating_system?.id ?? null,
    operatingSystem: record.operating_system?.name ?? null,
    minVersion: record.min_operating_system_version?.name ?? null,
    maxVersion: record.max_operating_system_version?.name ?? null,
    browsers: browserNames(record.browsers),
  };
}

/** Browsers of a requirement or of a device; the list may hold empty objects. */
export function browsersField(fields: LenientFields) {
  return fields.nestedList("browsers", (of) => ({ name: of.text("name") }), ["id"]);
}

export function browserNames(browsers: readonly { name: string | null }[]): string[] {
  return browsers.map(({ name }) => name).filter((name) => name !== null);
}

export function testFeatureShape(fields: LenientFields) {
  return {
    id: fields.id("id"),
    feature_id: fields.id("feature_id"),
    title: fields.text("title"),
    description: fields.text("description"),
    howtofind: fields.text("howtofind"),
    user_stories: userStoriesField(fields),
    enable_default: fields.boolean("enable_default"),
    enable_content: fields.boolean("enable_content"),
    enable_visual: fields.boolean("enable_visual"),
  };
}

type TestFeature = z.output<z.ZodObject<ReturnType<typeof testFeatureShape>>>;

/** None when the feature has no id: nothing could refer to it. */
export function toTestFeature(record: TestFeature): ApiTestFeature[] {
  if (record.id === null) return [];
  return [
    {
      id: record.id,
      featureId: record.feature_id,
      title: record.title ?? "",
      description: record.description,
      howtofind: record.howtofind,
      userStories: record.user_stories,
      enableDefault: record.enable_default,
      enableContent: record.enable_content,
      enableVisual: record.enable_visual,
    },
  ];
}
