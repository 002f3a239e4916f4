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

export default defineConfig({
  ...base,
  entry: ["src/index.ts", "src/main.ts"],
  dts: { entry: "src/index.ts" },
  // Clients wait for the first answer, and these consist of hundreds of files: bundled they load in half the time.
  noExternal: ["@modelcontextprotocol/sdk", "pino", "zod"],
  esbuildPlugins: [withoutAjv],
  // What is CommonJS among them asks for Node's own modules with require, which an ES module does not have.
  banner: {
    js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
  },
});
