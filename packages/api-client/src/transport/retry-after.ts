/** Digits only, as RFC 9110 has it; a fraction is tolerated because some gateways send one. */
const SECONDS = /^\d+(?:\.\d+)?$/;
const HTTP_DATE = /^[A-Za-z]{3,9},? /;

/** Milliseconds asked for by a `Retry-After` header (seconds or an HTTP date, RFC 9110 10.2.3); null when absent or unreadable. */
export function parseRetryAfter(header: string | null, now: number): number | null {
  const text = header?.trim() ?? "";
  if (SECONDS.test(text)) return Number(text) * 1000;
  if (!HTTP_DATE.test(text)) return null;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}
