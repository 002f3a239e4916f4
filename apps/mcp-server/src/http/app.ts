import type { Settings } from "@testio/config";
import { Hono } from "hono";
import type { ServerContext } from "../context/server-context.js";
import type { DetachedSync } from "../dashboard/detached-sync.js";
import { mountDashboard } from "../dashboard/mount-dashboard.js";
import { pageHeaders } from "../dashboard/page-headers.js";
import { requireToken } from "../dashboard/sign-in/require-token.js";
import { mountStaticFiles } from "../dashboard/static-files.js";
import type { McpSessions } from "../protocol/mcp-sessions.js";
import { offeredEndpoints } from "../rest/offered-endpoints.js";
import { openApiDocument } from "../rest/openapi.js";
import { serveEndpoint } from "../rest/serve-endpoint.js";
import { allowedHosts } from "./allowed-hosts.js";
import { checkOrigin } from "./check-origin.js";
import { documentation } from "./documentation.js";
import { health } from "./health.js";
import { limitBody } from "./limit-body.js";
import { refusal } from "./refusal.js";

const LARGEST_BODY_BYTES = 1024 * 1024;

/**
 * The whole HTTP server, apart from the socket: who may ask, and what answers.
 *
 * @param syncs those that the dashboard starts
 */
export function httpApp(context: ServerContext, sessions: McpSessions, syncs: DetachedSync): Hono {
  const { settings } = context;
  const app = new Hono();
  app.use(async ({ req, res, header }, next) => {
    const started = performance.now();
    await next();
    const durationMs = Math.round(performance.now() - started);
    context.log.debug({ method: req.method, path: req.path, status: res.status, durationMs }, "HTTP request");
    header("X-Content-Type-Options", "nosniff");
  });
  app.use(checkOrigin(allowedHosts(settings)));
  app.get("/health", health(context, sessions.count));
  for (const path of ["/", "/sign-in", "/sign-out", "/dashboard/*"]) app.use(path, pageHeaders());
  mountStaticFiles(app);
  const isSignedIn = settings.httpToken === null ? () => false : requireToken(app, context, settings.httpToken);
  app.use(limitBody(LARGEST_BODY_BYTES));
  mountDashboard(app, context, { syncs, isSignedIn });
  if (settings.apiMode !== "rest") mountMcp(app, sessions);
  if (settings.apiMode !== "mcp") mountRest(app, context, settings);
  app.notFound((request) =>
    refusal(request, 404, "no_such_path", {
      message: `There is nothing at ${request.req.method} ${request.req.path}.`,
      next: settings.apiMode === "mcp" ? "MCP is served at /mcp." : "See /docs for what there is.",
    }),
  );
  app.onError((error, request) => {
    context.log.error({ err: error, path: request.req.path }, "HTTP request failed");
    return refusal(request, 500, "failed", {
      message: "Something unexpected went wrong inside the server.",
      next: "Try again. If it happens again, the server's log has the details.",
    });
  });
  return app;
}

function mountMcp(app: Hono, sessions: McpSessions): void {
  for (const path of ["/mcp", "/mcp/"]) app.all(path, ({ req }) => sessions.handle(req.raw));
}

function mountRest(app: Hono, context: ServerContext, settings: Settings): void {
  const endpoints = offeredEndpoints(settings);
  const document = openApiDocument(endpoints, { tokenNeeded: settings.httpToken !== null });
  app.get("/openapi.json", (request) => request.json(document));
  app.route("/docs", documentation());
  app.get("/docs/", (request) => request.redirect("/docs", 308));
  for (const endpoint of endpoints) {
    const path = endpoint.path.replaceAll(/\{(\w+)\}/g, ":$1");
    app.on(endpoint.method.toUpperCase(), path, serveEndpoint(endpoint, context));
  }
}
