import { customerSite, settingDefault } from "@testio/config";
import type { SetupAnswers } from "./answers.js";

/** RFC 1035: what stands between two dots of a host name. */
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const TESTIO_HOST = /^(?:https?:\/\/)?([^./:@\s]+)\.(?:test\.io|stage-a\.space)(?::\d+)?(?:[/?#].*)?$/;
/** Names of TestIO's own and of ours, which are no customer's. */
const NOT_A_CUSTOMER = ["www", "api", settingDefault("customerName")];

/** The subdomain that somebody means who types it, its host name, or any address of a page there; null = none. */
export function parseSubdomain(text: string): string | null {
  const given = text.trim().toLowerCase();
  const label = TESTIO_HOST.exec(given)?.[1] ?? given;
  return LABEL.test(label) && !NOT_A_CUSTOMER.includes(label) ? label : null;
}

/** The page where an API token is made. */
export function tokenPage({ subdomain, baseUrl }: Pick<SetupAnswers, "subdomain" | "baseUrl">): string {
  const customerName = subdomain ?? settingDefault("customerName");
  const site =
    customerSite({ customerName, apiBaseUrl: baseUrl }) ?? `https://${subdomain ?? "YOUR-SUBDOMAIN"}.test.io`;
  return `${site}/api_integrations`;
}
