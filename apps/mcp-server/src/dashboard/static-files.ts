import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Context, Hono } from "hono";
import { lazy } from "../context/lazy.js";

/** Browsers ask for it under a name of their own where an answer is no page. */
const ICON = "icon.svg";

/** What the pages need, by their names below `/dashboard`. They hold no data and need no token. */
const FILES: Readonly<Record<string, string>> = {
  "style.css": "text/css; charset=utf-8",
  [ICON]: "image/svg+xml",
  "live.js": "text/javascript; charset=utf-8",
  "parts.js": "text/javascript; charset=utf-8",
  "sync-state.js": "text/javascript; charset=utf-8",
};

interface StaticFile {
  text: string;
  /** RFC 9110: changes when the text does. */
  etag: string;
}

/** Serves them; a browser asks each time whether it has the latest. */
export function mountStaticFiles(app: Hono): void {
  for (const [name, type] of Object.entries(FILES)) {
    const file = lazy(() => readStaticFile(name));
    const paths = [`/dashboard/${name}`, ...(name === ICON ? ["/favicon.ico"] : [])];
    for (const path of paths) app.get(path, async (context) => answer(context, await file.get(), type));
  }
}

function answer(context: Context, { text, etag }: StaticFile, type: string): Response {
  const headers = { "Content-Type": type, "Cache-Control": "no-cache", ETag: etag };
  if (context.req.header("if-none-match") === etag) return context.body(null, 304, headers);
  return context.body(text, 200, headers);
}

async function readStaticFile(name: string): Promise<StaticFile> {
  const own = await readFile(fileOf(name), "utf8");
  const text = name === "style.css" ? `${(await import("@testio/insights/html")).CHART_CSS}${own}` : own;
  return { text, etag: `"${createHash("sha256").update(text).digest("base64url")}"` };
}

function fileOf(name: string): URL {
  const root = createRequire(import.meta.url).resolve("@testio/mcp-server/package.json");
  return new URL(`dist/dashboard/${name}`, `file://${root}`);
}
