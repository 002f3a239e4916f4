import { createRequire } from "node:module";

const manifest: { version: string } = createRequire(import.meta.url)("../package.json");

/** The version of this package, as clients and `health_check` see it. */
export const VERSION = manifest.version;
