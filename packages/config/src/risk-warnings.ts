import { isLoopback } from "./loopback.js";
import type { ChosenTexts } from "./sources.js";

/** Warnings about places the token would be sent to without its owner meaning it. */
export function riskWarnings(apiBaseUrl: string, chosen: ChosenTexts): string[] {
  const url = chosen.get("apiBaseUrl")?.source;
  const token = chosen.get("apiToken")?.source;
  if (url === undefined || token === undefined) return [];
  const warnings: string[] = [];
  const { protocol, hostname } = new URL(apiBaseUrl);
  if (protocol === "http:" && !isLoopback(hostname)) {
    warnings.push(
      `TESTIO_CUSTOMER_API_BASE_URL (set ${url.where}) is not https: the token can be read on its way to ${hostname}.`,
    );
  }
  // A file that came with a checked out directory must not silently redirect a token that did not.
  if (url.kind === "directory-file" && token.kind !== "directory-file") {
    warnings.push(
      `The token set ${token.where} is sent to ${hostname}, because TESTIO_CUSTOMER_API_BASE_URL is set ${url.where}.`,
    );
  }
  return warnings;
}
