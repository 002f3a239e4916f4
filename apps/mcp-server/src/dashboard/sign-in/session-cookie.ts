import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";

/** Cookies know no ports: two servers on one machine would take each other's. */
function nameFor(context: Context): string {
  const port = /:(\d+)$/.exec(context.req.header("host") ?? "")?.[1];
  return port === undefined ? "testio-mcp" : `testio-mcp-${port}`;
}

const attributesFor = (context: Context) =>
  ({
    path: "/",
    httpOnly: true,
    sameSite: "Strict",
    // Whoever makes this header up gets a cookie that their own browser keeps to itself.
    secure: context.req.header("x-forwarded-proto") === "https",
  }) as const;

export function readSessionCookie(context: Context): string | null {
  return getCookie(context, nameFor(context)) ?? null;
}

export function writeSessionCookie(context: Context, id: string, lifetimeSeconds: number): void {
  setCookie(context, nameFor(context), id, { ...attributesFor(context), maxAge: lifetimeSeconds });
}

export function dropSessionCookie(context: Context): void {
  deleteCookie(context, nameFor(context), attributesFor(context));
}
