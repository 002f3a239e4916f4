import type { Context, MiddlewareHandler } from "hono";
import type { BrowserSessions } from "../dashboard/sign-in/browser-sessions.js";
import { isSignedIn } from "../dashboard/sign-in/signed-in.js";
import { addressOf } from "./address-of.js";
import type { FailedTokens } from "./failed-tokens.js";
import { refusal } from "./refusal.js";
import { sameAs } from "./same-as.js";

export interface TokenCheck {
  token: string;
  /** Browsers that have signed in need no token. */
  sessions: BrowserSessions;
  failures: FailedTokens;
  /** What a browser is shown that has not. */
  signInPage: (context: Context) => Response | Promise<Response>;
}

/**
 * Lets through only who sends the token (`Authorization: Bearer …`, RFC 6750) or has signed in with it: 401 otherwise, and
 * 429 for a while after many wrong ones.
 */
export function checkToken({ token, sessions, failures, signInPage }: TokenCheck): MiddlewareHandler {
  const isToken = sameAs(token);
  return async (context, next) => {
    if (isSignedIn(context, sessions)) return next();
    const [, given] = /^Bearer +(\S+) *$/i.exec(context.req.header("authorization") ?? "") ?? [];
    if (given !== undefined) {
      const address = addressOf(context);
      const seconds = failures.blockedSeconds(address);
      if (seconds > 0) return tooManyFailures(context, seconds);
      if (isToken(given)) return next();
      failures.record(address);
    }
    context.header("WWW-Authenticate", 'Bearer realm="testio-mcp"');
    if (given === undefined && wantsPage(context)) return signInPage(context);
    return refusal(context, 401, "token_required", {
      message: given === undefined ? "This server asks for a token." : "That token is not this server's.",
      next: "Send the value of TESTIO_HTTP_TOKEN as: Authorization: Bearer <token>.",
    });
  };
}

function tooManyFailures(context: Context, seconds: number): Response {
  context.header("Retry-After", String(seconds));
  return refusal(context, 429, "too_many_failures", {
    message: "Too many wrong tokens came from this address.",
    next: `Try again in ${seconds} seconds, with the value of TESTIO_HTTP_TOKEN.`,
  });
}

function wantsPage({ req }: Context): boolean {
  return req.method === "GET" && (req.header("accept") ?? "").includes("text/html");
}
