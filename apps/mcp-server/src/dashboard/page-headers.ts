import type { MiddlewareHandler } from "hono";

/** Everything from this server, nothing inline, nothing from elsewhere, and in no frame. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** What every answer of the dashboard says to the browser: keep none of it, and let no other page near it. */
const HEADERS: Readonly<Record<string, string>> = {
  "Content-Security-Policy": POLICY,
  "X-Frame-Options": "DENY",
  // Not no-referrer: browsers then send `Origin: null` with forms, which is nobody's own page.
  "Referrer-Policy": "same-origin",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Cache-Control": "no-store",
};

/** Puts the headers on every answer that comes by; one that has a `Cache-Control` of its own keeps it. */
export function pageHeaders(): MiddlewareHandler {
  return async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(HEADERS)) {
      if (name !== "Cache-Control" || !context.res.headers.has(name)) context.header(name, value);
    }
  };
}
