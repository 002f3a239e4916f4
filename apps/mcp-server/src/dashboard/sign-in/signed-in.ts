import type { Context } from "hono";
import type { BrowserSessions } from "./browser-sessions.js";
import { readSessionCookie } from "./session-cookie.js";

/**
 * Whether a request comes from a browser that has signed in, and from a page of this server. A cookie goes along with
 * whatever a browser asks, also for pages of another port of this machine: those may lead here, and no more.
 */
export function isSignedIn(context: Context, sessions: BrowserSessions): boolean {
  const id = readSessionCookie(context);
  return id !== null && isFromHere(context) && sessions.isOpen(id);
}

function isFromHere({ req }: Context): boolean {
  // What it says was checked already; a browser sends it with everything but GET and HEAD.
  if (req.method !== "GET" && req.method !== "HEAD") return req.header("origin") !== undefined;
  const site = req.header("sec-fetch-site") ?? "none";
  return site === "same-origin" || site === "none" || req.header("sec-fetch-mode") === "navigate";
}
