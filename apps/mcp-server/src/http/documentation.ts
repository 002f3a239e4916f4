import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { Hono } from "hono";

/** What the documentation page needs; `tsup` copies them from swagger-ui-dist into this package. */
const FILES: Readonly<Record<string, string>> = {
  "swagger-ui.css": "text/css; charset=utf-8",
  "swagger-ui-bundle.js": "text/javascript; charset=utf-8",
  "favicon-32x32.png": "image/png",
};

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>testio-mcp: REST API</title>
<link rel="icon" type="image/png" href="/docs/favicon-32x32.png">
<link rel="stylesheet" href="/docs/swagger-ui.css">
</head>
<body>
<div id="documentation"></div>
<noscript>This page needs JavaScript; <a href="/openapi.json">openapi.json</a> does not.</noscript>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>
`;

const START = `SwaggerUIBundle({ url: "/openapi.json", dom_id: "#documentation", deepLinking: true, validatorUrl: null });
`;

/** Everything from this server, nothing from elsewhere; Swagger UI draws with inline styles and data URLs. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** `/docs`: the REST API to read and to try. */
export function documentation(): Hono {
  const app = new Hono();
  app.use(async (context, next) => {
    await next();
    context.header("Content-Security-Policy", POLICY);
  });
  app.get("/", (context) => context.html(PAGE));
  app.get("/start.js", (context) => context.body(START, 200, { "Content-Type": "text/javascript; charset=utf-8" }));
  for (const [name, type] of Object.entries(FILES)) {
    app.get(`/${name}`, async (context) => {
      return context.body(await readFile(fileOf(name)), 200, { "Content-Type": type, "Cache-Control": "max-age=3600" });
    });
  }
  return app;
}

function fileOf(name: string): URL {
  const root = createRequire(import.meta.url).resolve("@testio/mcp-server/package.json");
  return new URL(`dist/documentation/${name}`, `file://${root}`);
}
