import type { Context, Hono } from "hono";
import type { ServerContext } from "../../context/server-context.js";
import { checkToken } from "../../http/check-token.js";
import { failedTokens } from "../../http/failed-tokens.js";
import { browserSessions } from "./browser-sessions.js";
import { mountSignIn } from "./mount-sign-in.js";
import { signInPage } from "./sign-in-page.js";
import { isSignedIn } from "./signed-in.js";

/**
 * Everything mounted from here on is for those who have the token: as a header, or signed in with it in their browser.
 *
 * @returns whether a request comes from a browser that has signed in
 */
export function requireToken(
  app: Hono,
  { now }: Pick<ServerContext, "now">,
  token: string,
): (request: Context) => boolean {
  const sessions = browserSessions(now);
  const failures = failedTokens();
  mountSignIn(app, token, sessions, failures);
  app.use(checkToken({ token, sessions, failures, signInPage: (request) => request.html(signInPage(null), 401) }));
  return (request) => isSignedIn(request, sessions);
}
