import type { Options } from "tsup";

/** What every package's build has in common: ESM only, declarations, source maps. */
export const base: Options = {
  entry: ["src/index.ts"],
  format: ["esm"],
  target: "node22",
  platform: "node",
  dts: true,
  sourcemap: true,
  clean: true,
  splitting: true,
};
