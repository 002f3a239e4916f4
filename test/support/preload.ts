import type { Environment } from "./sandbox.js";

const MODULES = {
  "dies-in-migration": new URL("./dies-in-migration.mjs", import.meta.url),
  "full-database": new URL("./full-database.mjs", import.meta.url),
  "quick-heartbeat": new URL("./quick-heartbeat.mjs", import.meta.url),
  "quick-patience": new URL("./quick-patience.mjs", import.meta.url),
};

/** The environment in which a Node program first loads a module of this directory, and is changed by it. */
export function preloading(name: keyof typeof MODULES): Environment {
  return { NODE_OPTIONS: `--import=${MODULES[name]}` };
}

/** The environment of Node programs for which it is this moment now: all that are given the same answer share one clock. */
export function startingAt(moment: Date): Environment {
  const module = new URL("./shifted-clock.mjs", import.meta.url);
  module.searchParams.set("shift", String(moment.getTime() - Date.now()));
  return { NODE_OPTIONS: `--import=${module}` };
}
