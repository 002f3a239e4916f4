import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { onTestFinished } from "vitest";
import { PROGRAM } from "./program.js";
import type { Workbench } from "./workbench.js";

/** Of util-linux; `script` of other systems takes other options. */
const SCRIPT = "script";

export interface TerminalSession {
  /** Resolves as soon as the screen has shown the text. */
  shown: (text: string) => Promise<void>;
  /** Resolves as soon as the screen has shown the text once more than it had when it was last waited for with `next`. */
  next: (text: string) => Promise<void>;
  /** Types at the keyboard; `\u0003` is Ctrl-C. */
  type: (keys: string) => void;
  /** The exit code, and all that was written to the terminal. */
  finished: Promise<{ code: number | null; written: string }>;
}

/** Runs the built program on a pseudo-terminal. */
export function openTerminal(bench: Workbench, argv: readonly string[], columns = 100): TerminalSession {
  const command = [process.execPath, PROGRAM, ...argv].map((word) => `'${word}'`).join(" ");
  return openInTerminal(bench, command, { columns });
}

/** Runs a command line, such as a shell, on a pseudo-terminal. */
export function openInTerminal(
  bench: Workbench,
  command: string,
  { columns = 100, env = {} }: { columns?: number; env?: Record<string, string> } = {},
): TerminalSession {
  const child = spawn(SCRIPT, ["-qefc", `stty cols ${columns}; exec ${command}`, "/dev/null"], {
    cwd: bench.cwd,
    env: { PATH: process.env.PATH, HOME: bench.homeDir, TERM: "xterm", ...bench.env, ...env },
  });
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  let written = "";
  child.stdout.on("data", (chunk: Buffer) => {
    written += chunk.toString();
  });
  let seen = 0;
  return {
    shown: (text) => outputHolds(child, () => written, text),
    async next(text) {
      await outputHolds(child, () => written.slice(seen), text);
      seen = written.indexOf(text, seen) + text.length;
    },
    type: (keys) => child.stdin.write(keys),
    finished: new Promise((resolve, reject) => {
      child.on("error", reject);
      child.on("close", (code) =>
        resolve({ code, written: bench.checked({ code, stdout: written, stderr: "" }).stdout }),
      );
    }),
  };
}

function outputHolds(child: ChildProcessWithoutNullStreams, written: () => string, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (done: () => void) => {
      child.stdout.off("data", check);
      child.off("error", fail).off("close", ended);
      done();
    };
    const check = () => {
      if (written().includes(text)) settle(resolve);
    };
    const fail = (error: Error) => settle(() => reject(error));
    const ended = () => fail(new Error(`The program ended without showing ${JSON.stringify(text)}: ${written()}`));
    child.stdout.on("data", check);
    child.on("error", fail).on("close", ended);
    check();
  });
}
