import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import type { Finished, Workbench } from "./workbench.js";

/** The built program. */
export const PROGRAM = fileURLToPath(new URL("../../bin/testio-mcp.js", import.meta.url));

export interface RunningProgram {
  child: ChildProcessWithoutNullStreams;
  finished: Promise<Finished>;
  /** Resolves as soon as `stderr` holds the text. */
  said: (text: string) => Promise<void>;
}

/** Starts the built program as a user would. */
export function startProgram(bench: Workbench, argv: readonly string[]): RunningProgram {
  if (!existsSync(fileURLToPath(new URL("../../dist/index.js", import.meta.url)))) {
    throw new Error("The program is not built. Run tsup in apps/cli first.");
  }
  const child = spawn(process.execPath, [PROGRAM, ...argv], {
    cwd: bench.cwd,
    env: { PATH: process.env.PATH, HOME: bench.homeDir, ...bench.env },
  });
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  child.stderr.on("data", (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const finished = new Promise<Finished>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout, stderr }));
  });
  return {
    child,
    finished: finished.then((result) => bench.checked(result)),
    said: (text) =>
      new Promise((resolve, reject) => {
        const check = () => {
          if (stderr.includes(text)) resolve();
        };
        child.stderr.on("data", check);
        child.on("close", () => reject(new Error(`The program ended without saying ${JSON.stringify(text)}.`)));
        check();
      }),
  };
}

export function runProgram(bench: Workbench, argv: readonly string[]): Promise<Finished> {
  const { child, finished } = startProgram(bench, argv);
  child.stdin.end();
  return finished;
}
