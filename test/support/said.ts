import type { ChildProcessWithoutNullStreams } from "node:child_process";

/** Resolves with everything a program has said on its standard error as soon as that matches; rejects if it ends before. */
export function said(child: ChildProcessWithoutNullStreams, pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    child.stderr.on("data", (chunk: string | Buffer) => {
      text += String(chunk);
      if (pattern.test(text)) resolve(text);
    });
    child.once("close", () => reject(new Error(`The program ended without saying ${pattern}:\n${text}`)));
  });
}
