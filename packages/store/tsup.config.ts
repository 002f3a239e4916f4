import { defineConfig } from "tsup";
import { base } from "../../tsup.base.js";

export default defineConfig({
  ...base,
  // The second is what the writing thread runs.
  entry: ["src/index.ts", "src/writer-thread.ts"],
  dts: { entry: "src/index.ts" },
  // Prisma's adapter asks for an older better-sqlite3 that needs a compiler, so all of Prisma goes into our own build;
  // the driver itself, a native module, is the one dependency left.
  noExternal: [/^@prisma\//],
  external: ["better-sqlite3"],
  // Prisma's runtime comes as CommonJS and as modules; bundled from the former it asks for a `require` that modules lack.
  esbuildOptions: (options) => {
    options.alias = { "@prisma/client/runtime/client": "@prisma/client/runtime/client.mjs" };
  },
});
