import { settingDefault } from "./check-setting.js";
import type { Settings } from "./types.js";

/** RFC 1035: what stands between two dots of a host name. */
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * Where people of the customer see TestIO in a browser, such as `https://acme.test.io`: the customer's name is the subdomain
 * beside the `api.` of the API. Null where the name is none that a host can have, or the API is elsewhere.
 */
export function customerSite({
  apiBaseUrl,
  customerName,
}: Pick<Settings, "apiBaseUrl" | "customerName">): string | null {
  const { protocol, hostname } = new URL(apiBaseUrl);
  const name = customerName.toLowerCase();
  if (customerName === settingDefault("customerName") || !LABEL.test(name) || !hostname.startsWith("api.")) return null;
  return `${protocol}//${hostname.replace(/^api\./, `${name}.`)}`;
}
