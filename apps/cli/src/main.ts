import { homedir, userInfo } from "node:os";
import { setFlagsFromString } from "node:v8";
import { READER_LEFT } from "./io.js";
import { runCli } from "./run-cli.js";

/** The program: {@link runCli} on this process. */
export async function main(): Promise<void> {
  // Syncs and questions over everything make much short-lived garbage; by default V8 lets the heap grow to four times what
  // is alive before it looks.
  setFlagsFromString("--heap-growing-percent=20");
  const interruption = new AbortController();
  stopOnSignals(interruption);
  survivePipesThatClose(interruption);
  const { stdin, stdout, stderr, env } = process;
  const exitCode = await runCli(process.argv.slice(2), {
    stdin,
    stdout,
    stderr,
    env,
    // An empty HOME would make every path below it relative to the current directory.
    homeDir: homedir() || userInfo().homedir,
    cwd: process.cwd(),
    signal: interruption.signal,
    now: () => new Date(),
  });
  await Promise.all([flushed(stdout), flushed(stderr)]);
  process.exit(exitCode);
}

/** The first Ctrl-C asks for an orderly end; without a listener, the second one kills at once. */
function stopOnSignals(interruption: AbortController): void {
  const stop = () => {
    for (const signal of ["SIGINT", "SIGTERM"]) process.removeListener(signal, stop);
    interruption.abort();
  };
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, stop);
}

/** `testio-mcp status | head -1`: whoever stops reading has what they wanted. A server without a reader has to end. */
function survivePipesThatClose(interruption: AbortController): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    interruption.abort(READER_LEFT);
  });
  process.stderr.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

/** On some systems writing to a pipe goes on after `write` returns; leaving earlier would cut the output off. */
function flushed(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    if (stream.writable) stream.write("", () => resolve());
    else resolve();
  });
}
