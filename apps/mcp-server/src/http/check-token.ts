import { createHash, timingSafeEqual } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import { refusal } from "./refusal.js";

const digest = (text: string) => createHash("sha256").update(text).digest();

/**
 * Lets through only who sends the token (`Authorization: Bearer …`, RFC 6750): 401 otherwise. Digests of equal length are
 * compared in constant time, so that the time of the answer tells nothing of the token.
 */
export function checkToken(token: string): MiddlewareHandler {
  const expected = digest(token);
  return async (context, next) => {
    const [, given] = /^Bearer +(\S+) *$/i.exec(context.req.header("authorization") ?? "") ?? [];
    if (given !== undefined && timingSafeEqual(digest(given), expected)) return next();
    context.header("WWW-Authenticate", 'Bearer realm="testio-mcp"');
    return refusal(context, 401, "token_required", {
      message: given === undefined ? "This server asks for a token." : "That token is not this server's.",
      next: "Send the value of TESTIO_HTTP_TOKEN as: Authorization: Bearer <token>.",
    });
  };
}
