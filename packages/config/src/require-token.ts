import { MissingTokenError } from "./missing-token-error.js";
import type { Settings } from "./types.js";

/**
 * The API token, for whoever is about to ask the API.
 *
 * @throws MissingTokenError when none is set; its message says how to set one.
 */
export function requireToken(settings: Pick<Settings, "apiToken">): string {
  if (settings.apiToken === null) throw new MissingTokenError();
  return settings.apiToken;
}
