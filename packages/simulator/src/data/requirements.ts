import type { Dice } from "../random.js";
import type { Settings } from "../settings.js";
import type { ProductPlan } from "./plan.js";
import type { ApiRecord } from "./record.js";

/** Two to four platforms a test asks for. */
export function generateRequirements(settings: Settings, dice: Dice, plan: ProductPlan): ApiRecord[] {
  const wanted = Math.min(plan.platforms.length, dice.between(2, 4));
  const first = dice.below(plan.platforms.length);
  const requirements: ApiRecord[] = [];
  for (let step = 0; step < wanted; step += 1) {
    const platform = plan.platforms[(first + step) % plan.platforms.length] ?? plan.platforms[0];
    const isWeb = plan.platforms.length > 2;
    const browsers: ApiRecord[] = isWeb
      ? platform.browsers.map((name, place) => ({ id: platform.system.id * 10 + place, name }))
      : [];
    if (settings.quirks && isWeb && dice.chance(0.1)) browsers.push({});
    requirements.push({
      category: platform.category,
      operating_system: platform.system,
      min_operating_system_version: dice.chance(0.6)
        ? { id: platform.system.id * 100, name: platform.versions[0] }
        : null,
      max_operating_system_version: null,
      browsers,
      devices: [],
    });
  }
  return requirements;
}
