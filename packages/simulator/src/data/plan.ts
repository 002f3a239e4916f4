import type { Settings } from "../settings.js";
import { generateEnvironments } from "./environments.js";
import type { Feature } from "./feature.js";
import { generateFeatures } from "./features.js";
import { archetypeOf } from "./products.js";
import type { ApiRecord } from "./record.js";
import { type Platform, platformsOf } from "./vocabulary/platforms.js";

export interface Section {
  readonly id: number;
  readonly name: string;
}

/** A product with all that its tests, bugs and stories refer to. Small, so it is kept. */
export interface ProductPlan {
  readonly id: number;
  readonly index: number;
  readonly record: ApiRecord;
  readonly name: string;
  readonly role: string;
  readonly platforms: readonly [Platform, ...Platform[]];
  /** Empty unless features must be asked for section by section. */
  readonly sections: readonly Section[];
  readonly environments: readonly ApiRecord[];
  readonly features: readonly Feature[];
  /** Features of earlier releases: tests still name them, no list answers them. */
  readonly retired: readonly Feature[];
  /** Features per section id. A feature can stand in several. */
  readonly bySection: ReadonlyMap<number, readonly Feature[]>;
}

export function planProduct(settings: Settings, index: number, record: ApiRecord, id: number): ProductPlan {
  const { features, retired } = generateFeatures(settings, index, id);
  const sections = sectionsInUse(record);
  return {
    id,
    index,
    record,
    name: String(record.name),
    role: archetypeOf(index).role,
    platforms: platformsOf(record.product_type),
    sections,
    environments: generateEnvironments(settings, index),
    features,
    retired,
    bySection: distribute(settings, sections, features),
  };
}

/** The API's rule: `sections` is not empty, or `sections_with_default` has more than one entry. */
function sectionsInUse(record: ApiRecord): Section[] {
  const named = readSections(record.sections);
  const withDefault = readSections(record.sections_with_default);
  if (named.length === 0 && withDefault.length <= 1) return [];
  const known = new Set(named.map((section) => section.id));
  return [...named, ...withDefault.filter((section) => !known.has(section.id))];
}

function readSections(value: unknown): Section[] {
  if (!Array.isArray(value)) return [];
  return value.map((entry: { id: number; name: string }) => ({ id: entry.id, name: entry.name }));
}

function distribute(
  settings: Settings,
  sections: readonly Section[],
  features: readonly Feature[],
): Map<number, readonly Feature[]> {
  const bySection = new Map<number, readonly Feature[]>();
  sections.forEach((section, place) => {
    bySection.set(
      section.id,
      features.filter((_, position) => {
        const home = position % sections.length;
        const shared = settings.quirks && position % 4 === 0 && (home + 1) % sections.length === place;
        return home === place || shared;
      }),
    );
  });
  return bySection;
}
