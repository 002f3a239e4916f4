import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { defineConfig } from "tsup";
import { base } from "../../tsup.base.js";

/** The SDK needs ajv only to check what a user was asked for in a form (elicitation), which no tool here does. */
const withoutAjv = {
  name: "without-ajv",
  setup(build: Parameters<NonNullable<NonNullable<typeof base.esbuildPlugins>[number]["setup"]>>[0]) {
    build.onResolve({ filter: /\/ajv-provider\.js$/ }, () => ({ path: "ajv-provider", namespace: "without-ajv" }));
    build.onLoad({ filter: /.*/, namespace: "without-ajv" }, () => ({
      contents: "export class AjvJsonSchemaValidator {}",
    }));
  },
};

/** What `/docs` serves: the three files of swagger-ui-dist it needs, rather than all twelve megabytes, and its licence. */
async function copyDocumentation(): Promise<void> {
  const source = dirname(createRequire(import.meta.url).resolve("swagger-ui-dist/package.json"));
  await mkdir("dist/documentation", { recursive: true });
  for (const name of ["swagger-ui.css", "swagger-ui-bundle.js", "favicon-32x32.png", "LICENSE", "NOTICE"]) {
    await copyFile(join(source, name), join("dist/documentation", name));
  }
}

/** What the dashboard serves beside its page, as written; its style as one file. */
async function copyDashboard(): Promise<void> {
  await mkdir("dist/dashboard", { recursive: true });
  for (const name of ["icon.svg", "live.js", "parts.js", "sync-state.js"]) {
    await copyFile(join("browser", name), join("dist/dashboard", name));
  }
  const sheets = ["theme.css", "base.css", "sync.css", "data.css"];
  const styles = await Promise.all(sheets.map((name) => readFile(join("browser", name), "utf8")));
  await writeFile("dist/dashboard/style.css", styles.join("\n"));
}

export default defineConfig({
  ...base,
  entry: ["src/index.ts", "src/main.ts"],
  dts: { entry: "src/index.ts" },
  // Clients wait for the first answer, and these consist of hundreds of files: bundled they load in half the time.
  noExternal: ["@modelcontextprotocol/sdk", "fastest-levenshtein", "pino", "zod"],
  esbuildPlugins: [withoutAjv],
  onSuccess: async () => {
    await copyDocumentation();
    await copyDashboard();
  },
  // What is CommonJS among them asks for Node's own modules with require, which an ES module does not have.
  banner: {
    js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
  },
});
