import { Dice, STREAM } from "../random.js";
import type { Settings } from "../settings.js";
import type { Feature } from "./feature.js";
import { archetypeOf } from "./products.js";

/** Room for this many feature ids per product. */
export const FEATURE_ROOM = 100;
/** Room for this many user stories per feature. */
const STORY_ROOM = 10;

const STORY_ENDINGS = ["", " on a slow connection", " with a new account", " after switching the language"] as const;

/** All features a product has, and some it used to have. */
export function generateFeatures(
  settings: Settings,
  productIndex: number,
  productId: number,
): { features: Feature[]; retired: Feature[] } {
  const archetype = archetypeOf(productIndex);
  const all = archetype.features.map(([title, action], position): Feature => {
    const id = productId * FEATURE_ROOM + position;
    const dice = new Dice(settings.seed, STREAM.feature, id);
    const odd = settings.quirks && position % 7 === 5;
    const storyCount = odd ? 0 : dice.between(1, STORY_ENDINGS.length);
    return {
      id,
      title: settings.quirks && position === 6 ? `${title} <em>"new"</em> ✨` : title,
      description: odd ? null : `A ${archetype.role} can ${action}.`,
      howtofind: dice.chance(0.8) ? `Open ${archetype.entry}, then "${dice.pick(archetype.areas)}" > "${title}".` : "",
      user_stories: STORY_ENDINGS.slice(0, storyCount).map((end) => `As a ${archetype.role} I can ${action}${end}`),
    };
  });
  return settings.quirks ? { features: all.slice(0, -2), retired: all.slice(-2) } : { features: all, retired: [] };
}

export interface UserStory {
  readonly id: number;
  readonly path: string;
  readonly title: string;
  readonly featureId: number;
}

export function storiesOf(feature: Feature): UserStory[] {
  return feature.user_stories.map((title, position) => ({
    id: feature.id * STORY_ROOM + position,
    path: `/${feature.title.toLowerCase().replace(/[^a-z0-9]+/g, "-")}/${position + 1}`,
    title,
    featureId: feature.id,
  }));
}
