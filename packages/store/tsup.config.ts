import { defineConfig } from "tsup";
import { base } from "../../tsup.base.js";

export default defineConfig({
  ...base,
  // Prisma's adapter asks for an older better-sqlite3 that needs a compiler, so all of Prisma goes into our own build;
  // the driver itself, a native module, is the one dependency left.
  noExternal: [/^@prisma\//],
  external: ["better-sqlite3"],
  // Prisma's runtime comes as CommonJS and as modules; bundled from the former it asks for a `require` that modules lack.
  esbuildOptions: (options) => {
    options.alias = { "@prisma/client/runtime/client": "@prisma/client/runtime/client.mjs" };
  },
});
