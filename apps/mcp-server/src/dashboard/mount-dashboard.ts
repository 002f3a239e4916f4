import type { Context, Hono } from "hono";
import type { ServerContext } from "../context/server-context.js";
import { VERSION } from "../version.js";
import { kept } from "./data/kept.js";
import { problemOf } from "./data/problem-of.js";
import { type Asked, readDashboard } from "./data/read-dashboard.js";
import { readSync } from "./data/read-sync.js";
import { readTrends } from "./data/read-trends.js";
import type { DetachedSync } from "./detached-sync.js";
import { offeredParts } from "./offered-parts.js";

export interface DashboardOptions {
  /** The syncs it starts. */
  syncs: DetachedSync;
  /** Whether a request comes from a browser that has signed in. */
  isSignedIn: (context: Context) => boolean;
}

/** The page at `/`, the state that keeps it live, and the sync it can ask for. */
export function mountDashboard(app: Hono, context: ServerContext, { syncs, isSignedIn }: DashboardOptions): void {
  const parts = offeredParts(context.settings);
  const hasRest = context.settings.apiMode !== "mcp";
  const trends = kept(() => readTrends(context));
  app.get("/", async (request) => {
    // Loaded with the first page: most servers are asked by programs alone.
    const { dashboardPage } = await import("./page/dashboard-page.js");
    const data = await readDashboard({ context, parts, asked: syncs, trends }, askedOf(request));
    const frame = { version: VERSION, parts, hasRest, signedIn: isSignedIn(request) };
    return request.html(dashboardPage(data, frame));
  });
  if (parts.has("sync")) {
    app.get("/dashboard/state", async (request) => {
      try {
        return request.json(await readSync(context, syncs));
      } catch (error) {
        return request.json({ problem: await problemOf(context, error) }, 503);
      }
    });
  }
  if (parts.has("syncNow")) {
    app.post("/dashboard/sync", (request) => {
      syncs.start();
      if (request.req.header("accept")?.includes("json")) return request.json({ started: true }, 202);
      return request.redirect("/#sync", 303);
    });
  }
}

const LONGEST_QUERY = 200;

function askedOf({ req }: Context): Asked {
  return {
    page: pageNumber(req.query("page")),
    query: (req.query("q") ?? "").trim().slice(0, LONGEST_QUERY),
    results: pageNumber(req.query("results")),
  };
}

function pageNumber(text: string | undefined): number {
  return text !== undefined && /^[1-9]\d{0,5}$/.test(text) ? Number(text) : 1;
}
