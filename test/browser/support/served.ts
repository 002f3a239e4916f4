import { once } from "node:events";
import { said } from "../../support/said.js";
import type { Environment, Sandbox } from "../../support/sandbox.js";

/** A server that answers, as the built program. */
export interface Served {
  url: string;
  /** What it has logged so far. */
  log(): string;
  /** Ends it as a user does. */
  stop(): Promise<void>;
}

/** @param port 0 = any */
export async function serve(sandbox: Sandbox, env: Environment, port = 0): Promise<Served> {
  const { child } = sandbox.start(["serve", "--transport", "http", "--port", String(port)], env);
  let logged = "";
  child.stderr.on("data", (chunk) => {
    logged += String(chunk);
  });
  const [, url = ""] = /Listening: \w+ at (http:\/\/[\d.]+:\d+)/.exec(await said(child, /Listening: .* Press/)) ?? [];
  return {
    url,
    log: () => logged,
    async stop() {
      const ended = once(child, "close");
      child.kill("SIGTERM");
      await ended;
    },
  };
}
