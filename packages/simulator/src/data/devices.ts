import type { Dice } from "../random.js";
import type { ProductPlan } from "./plan.js";
import type { ApiRecord } from "./record.js";

/** One device, rarely two, that a bug was found on. */
export function generateDevices(dice: Dice, plan: ProductPlan, quirks: boolean): ApiRecord[] {
  const devices: ApiRecord[] = [];
  for (let left = dice.chance(0.1) ? 2 : 1; left > 0; left -= 1) {
    const platform = plan.platforms[dice.below(plan.platforms.length)] ?? plan.platforms[0];
    const [vendor, name] = dice.pick(platform.devices);
    const browsers: ApiRecord[] = plan.platforms.length > 2 ? [{ name: dice.pick(platform.browsers) }] : [];
    if (quirks && dice.chance(0.05)) browsers.push({});
    devices.push({
      id: 50_000 + dice.below(20_000),
      category: { name: platform.category.name },
      vendor: { name: vendor },
      operating_system: { name: platform.system.name },
      operating_system_version: { name: dice.pick(platform.versions) },
      device: { name },
      browsers,
    });
  }
  return devices;
}
