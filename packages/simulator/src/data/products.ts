import { Dice, STREAM } from "../random.js";
import type { Settings } from "../settings.js";
import type { ApiRecord } from "./record.js";
import { type Archetype, BANK, GROCERY, SHOP, STREAMING, TRAVEL } from "./vocabulary/catalogue.js";
import { GAME, HEALTH, HR } from "./vocabulary/catalogue-more.js";
import { SECTION_NAMES } from "./vocabulary/tests.js";

const ARCHETYPES: readonly [Archetype, ...Archetype[]] = [SHOP, BANK, TRAVEL, STREAMING, GROCERY, HEALTH, GAME, HR];
const REGIONS = ["", " (UK)", " (France)", " (Beta)", " <b>Preview</b> 🚧", " – Österreich"] as const;

export function archetypeOf(productIndex: number): Archetype {
  return ARCHETYPES[productIndex % ARCHETYPES.length] ?? ARCHETYPES[0];
}

/** The generated product of this index, before any change made at run time. */
export function generateProduct(settings: Settings, index: number, id: number): ApiRecord {
  const archetype = archetypeOf(index);
  const dice = new Dice(settings.seed, STREAM.product, index);
  return {
    id,
    name: productName(settings, archetype, index),
    description: archetype.description,
    product_type: settings.quirks && index % 8 === 7 ? "smart_watch_app" : archetype.type,
    default_section_id: id * 10,
    ...(settings.quirks ? quirkySections(index, id) : { sections: [], sections_with_default: [] }),
    connection: dice.chance(0.5) ? { id: id * 10 + 9, name: "Jira", type: "jira" } : null,
  };
}

function productName(settings: Settings, archetype: Archetype, index: number): string {
  const round = Math.floor(index / ARCHETYPES.length);
  if (round === 0) return archetype.name;
  if (settings.quirks && round < REGIONS.length) return archetype.name + REGIONS[round];
  return `${archetype.name} ${round + 1}`;
}

/** Every way the API is known to say whether a product has sections; each returns in turn. */
function quirkySections(index: number, id: number): ApiRecord {
  const byDefault = { id: id * 10, name: "Default" };
  const named = SECTION_NAMES.map((name, position) => ({ id: id * 10 + position + 1, name }));
  switch (index % 7) {
    case 0:
      return { sections: [] };
    case 1:
      return { sections: named.slice(0, 3) };
    case 2:
      return { sections: null, sections_with_default: [byDefault] };
    case 3:
      return { sections: [], sections_with_default: [byDefault, ...named.slice(0, 2)] };
    case 4:
      return { sections_with_default: null };
    case 5:
      return { sections: named.slice(0, 2), sections_with_default: [byDefault, ...named.slice(0, 2)] };
    default:
      return { sections: null };
  }
}
