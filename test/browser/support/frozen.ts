import type { Environment } from "../../support/sandbox.js";

/** The environment of Node programs for which it is this moment, and stays it. */
export function frozenAt(moment: Date): Environment {
  const module = new URL("./frozen-clock.mjs", import.meta.url);
  module.searchParams.set("at", String(moment.getTime()));
  return { NODE_OPTIONS: `--import=${module}` };
}
