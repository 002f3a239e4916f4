import { execFile } from "node:child_process";
import { delimiter, dirname } from "node:path";

export interface ProgramResult {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs a program to its end; scripts in it that ask for `node` get the Node of this process. Never rejects for an exit code. */
export function runProgram(
  program: string,
  args: readonly string[],
  options: { cwd: string; env?: Record<string, string> },
): Promise<ProgramResult> {
  const path = `${dirname(process.execPath)}${delimiter}${process.env.PATH}`;
  const env = { ...process.env, ...options.env, PATH: path };
  return new Promise((resolve, reject) => {
    const child = execFile(program, args, { cwd: options.cwd, env, maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      if (child.exitCode === null) reject(error ?? new Error(`${program} ended without an exit code.`));
      else resolve({ code: child.exitCode, stdout, stderr });
    });
  });
}
