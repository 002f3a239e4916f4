import { Dice, STREAM } from "../random.js";
import type { Settings } from "../settings.js";
import type { ApiRecord } from "./record.js";

const TITLES = ["Staging", "Integration", "Pre-production"] as const;
const FIRST_ENVIRONMENT_ID = 400_000;

/** Which parts of a test environment are credentials. */
const SECRET_FIELDS = ["username", "password", "access"] as const;

/**
 * The test environments of a product with their credentials in clear, as the API answers them.
 * The credentials are random hexadecimal text found nowhere else in the data, so that a search for them proves a leak.
 */
export function generateEnvironments(settings: Settings, productIndex: number): ApiRecord[] {
  return TITLES.map((title, position) => {
    const id = FIRST_ENVIRONMENT_ID + productIndex * TITLES.length + position;
    const dice = new Dice(settings.seed, STREAM.environment, id);
    return {
      id,
      title,
      url: `https://${title.toLowerCase()}-${productIndex + 1}.customer.example`,
      username: `qa-${dice.hex(1)}`,
      password: `Pw!${dice.hex(3)}`,
      access: settings.quirks && position === 1 ? null : `vpn-profile-${dice.hex(2)}`,
      notes: "Reset every night at 02:00 UTC.",
    };
  });
}

export function collectSecrets(environment: ApiRecord, into: Set<string>): void {
  for (const field of SECRET_FIELDS) {
    const value = environment[field];
    if (typeof value === "string" && value !== "") into.add(value);
  }
}
