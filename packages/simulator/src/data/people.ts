import type { Dice } from "../random.js";
import type { Settings } from "../settings.js";
import { FIRST_NAMES, LAST_NAMES, MANAGERS, ODD_TESTERS } from "./vocabulary/people.js";

/** A crowd in which few testers report much and many report little. */
export function testerName(dice: Dice, settings: Settings): string {
  if (settings.quirks && dice.chance(0.05)) return dice.pick(ODD_TESTERS);
  const crowd = FIRST_NAMES.length * LAST_NAMES.length;
  const rank = Math.min(dice.below(crowd), dice.below(crowd), dice.below(crowd));
  const first = FIRST_NAMES[rank % FIRST_NAMES.length] ?? FIRST_NAMES[0];
  const last = LAST_NAMES[(rank * 7 + Math.floor(rank / FIRST_NAMES.length)) % LAST_NAMES.length] ?? LAST_NAMES[0];
  return `${first} ${last}`;
}

export function managerName(dice: Dice): string {
  return dice.pick(MANAGERS);
}
