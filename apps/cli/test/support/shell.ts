import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { onTestFinished } from "vitest";
import { PROGRAM } from "./program.js";
import type { Finished, Workbench } from "./workbench.js";

/** A directory to begin PATH with: the built program under its name, and stand-ins for what examples pipe from and to. */
export function programDirectory(bench: Workbench): string {
  const directory = join(bench.homeDir, "bin");
  if (existsSync(directory)) return directory;
  mkdirSync(directory);
  const programs = {
    "testio-mcp": `exec '${process.execPath}' '${PROGRAM}' "$@"`,
    // Not every machine has it; what it is given has to be JSON.
    jq: `exec '${process.execPath}' -e 'JSON.parse(require("node:fs").readFileSync(0, "utf8"))'`,
    pass: 'printf %s "$TESTIO_CUSTOMER_API_TOKEN"',
  };
  for (const [name, script] of Object.entries(programs)) {
    writeFileSync(join(directory, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(directory, name), 0o755);
  }
  return directory;
}

/** Starts a shell, or any program, that finds the built program on its PATH. Fails when the shell is not installed. */
function startShell(bench: Workbench, command: string, args: readonly string[]): ChildProcessWithoutNullStreams {
  const child = spawn(command, args, {
    cwd: bench.cwd,
    env: {
      PATH: `${programDirectory(bench)}${delimiter}${process.env.PATH}`,
      HOME: bench.homeDir,
      LANG: "C.UTF-8",
      LC_ALL: "C.UTF-8",
      ...bench.env,
    },
  });
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  return child;
}

/** Runs a script of some shell to its end, with nothing on its standard input. */
export function runInShell(bench: Workbench, command: string, args: readonly string[]): Promise<Finished> {
  const child = startShell(bench, command, args);
  child.stdin.end();
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  child.stderr.on("data", (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  return new Promise((resolve, reject) => {
    child.on("error", (error) => reject(new Error(`${command} is needed for this test: ${error.message}`)));
    child.on("close", (code) => resolve(bench.checked({ code, stdout, stderr })));
  });
}
