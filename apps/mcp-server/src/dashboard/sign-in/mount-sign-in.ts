import type { Hono } from "hono";
import { addressOf } from "../../http/address-of.js";
import type { FailedTokens } from "../../http/failed-tokens.js";
import { limitBody } from "../../http/limit-body.js";
import { sameAs } from "../../http/same-as.js";
import type { BrowserSessions } from "./browser-sessions.js";
import { dropSessionCookie, readSessionCookie, writeSessionCookie } from "./session-cookie.js";
import { signInPage } from "./sign-in-page.js";

const LARGEST_FORM_BYTES = 4096;

/** `POST /sign-in` with the token, for a cookie that is as good; `POST /sign-out` takes it back. */
export function mountSignIn(app: Hono, token: string, sessions: BrowserSessions, failures: FailedTokens): void {
  const isToken = sameAs(token);
  app.post("/sign-in", limitBody(LARGEST_FORM_BYTES), async (context) => {
    const address = addressOf(context);
    const seconds = failures.blockedSeconds(address);
    if (seconds > 0) {
      context.header("Retry-After", String(seconds));
      return context.html(signInPage(`Too many wrong tokens. Try again in ${seconds} seconds.`), 429);
    }
    const given = new URLSearchParams(await context.req.text()).get("token")?.trim() ?? "";
    if (given === "") return context.html(signInPage("Enter the token."), 401);
    if (!isToken(given)) {
      failures.record(address);
      return context.html(signInPage("That token is not this server's."), 401);
    }
    const { id, lifetimeSeconds } = sessions.begin();
    writeSessionCookie(context, id, lifetimeSeconds);
    return context.redirect("/", 303);
  });
  app.post("/sign-out", (context) => {
    const id = readSessionCookie(context);
    if (id !== null) sessions.end(id);
    dropSessionCookie(context);
    return context.redirect("/", 303);
  });
}
