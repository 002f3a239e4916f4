import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";

import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import { createContext } from "../../src/context/server-context.js";
import { detachedSync } from "../../src/dashboard/detached-sync.js";
import { httpApp } from "../../src/http/app.js";
import { listen } from "../../src/http/listen.js";
import { createLogger } from "../../src/logging/logger.js";
import { mcpSessions } from "../../src/protocol/mcp-sessions.js";
import { OFFER, type Offer } from "../../src/protocol/offer.js";
import { settingsFor } from "../support/settings.js";
import { FIXTURES } from "./fixtures.js";

const SUITE = fileURLToPath(new URL("../../node_modules/.bin/conformance", import.meta.url));

/** Scenarios of features that this server has no use for, and why; they fail against its protocol layer whatever is mounted. */
const NOT_OFFERED: Readonly<Record<string, string>> = {
  "logging-set-level": "The log belongs to who runs the server and goes to its error output.",
  "tools-call-with-logging": "As above.",
  "tools-call-image": "Every answer is structured content, with the same as JSON text.",
  "tools-call-audio": "As above.",
  "tools-call-embedded-resource": "As above.",
  "tools-call-mixed-content": "As above.",
  "tools-call-sampling": "No tool asks the client's model.",
  "tools-call-elicitation": "No tool asks the person back: a call has all it needs, or says what it needs.",
  "elicitation-sep1034-defaults": "As above.",
  "elicitation-sep1330-enums": "As above.",
  "resources-read-binary": "Resources are texts.",
  "resources-subscribe": "The data changes with each sync; `as_of` says when that was. Nobody is notified.",
  "resources-unsubscribe": "As above.",
  "prompts-get-embedded-resource": "Prompts are texts that name the resources to read.",
  "prompts-get-with-image": "As above.",
  "server-sse-polling": "A broken stream is not resumed: every call can simply be made again.",
};

/** Scenarios that call something by a name of the suite's own: these need the fixtures. */
const NEEDS_FIXTURES = [
  "tools-call-simple-text",
  "tools-call-error",
  "tools-call-with-progress",
  "json-schema-2020-12",
  "resources-read-text",
  "resources-templates-read",
  "prompts-get-simple",
  "prompts-get-with-args",
];

async function serve(offer: Offer): Promise<string> {
  const settings = await settingsFor(null);
  const context = createContext({ settings, log: createLogger(settings, new PassThrough()) });
  const sessions = mcpSessions(context, { offer });
  const socket = await listen(httpApp(context, sessions, detachedSync(context)), "127.0.0.1", 0);
  onTestFinished(async () => {
    await sessions.close();
    socket.abandon();
    await socket.close();
    await context.close();
  });
  return `${socket.url}/mcp`;
}

interface Finished {
  code: number | null;
  output: string;
}

/** Runs every scenario of the suite; its exit code is 0 when exactly the expected ones fail. */
async function conform(url: string, expectedFailures: readonly string[]): Promise<Finished> {
  const directory = await mkdtemp(join(tmpdir(), "testio-conformance-"));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  const list = join(directory, "expected-failures.yml");
  await writeFile(list, `server:\n${expectedFailures.map((name) => `  - ${name}\n`).join("")}`);
  const args = [SUITE, "server", "--url", url, "--suite", "all", "--expected-failures", list];
  const child = spawn(process.execPath, args, { cwd: directory });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, output: output.slice(output.indexOf("=== SUMMARY")) }));
  });
}

describe("the public conformance suite", () => {
  it("passes against the server as it is, but for what it does not offer and what only fixtures answer", async () => {
    const expected = [...Object.keys(NOT_OFFERED), ...NEEDS_FIXTURES];
    const { code, output } = await conform(await serve(OFFER), expected);
    expect(code, output).toBe(0);
    expect(output).toContain("✓ server-initialize");
  }, 120_000);

  it("passes against the same protocol layer with the suite's fixtures mounted", async () => {
    const { code, output } = await conform(await serve(FIXTURES), Object.keys(NOT_OFFERED));
    expect(code, output).toBe(0);
    for (const name of NEEDS_FIXTURES) expect(output).toContain(`✓ ${name}`);
  }, 120_000);
});
