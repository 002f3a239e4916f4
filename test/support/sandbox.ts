import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Simulator, type SimulatorOptions, startSimulator } from "@testio/simulator";

const root = join(import.meta.dirname, "../..");

/** The built programs, as a user starts them. */
export const CLI = join(root, "apps/cli/bin/testio-mcp.js");
export const SERVER = join(root, "apps/mcp-server/bin/testio-mcp-server.js");

export type Environment = Readonly<Record<string, string>>;

export interface Finished {
  /** Null when a signal ended it. */
  code: number | null;
  stdout: string;
  stderr: string;
}

interface RunningProgram {
  child: ChildProcessWithoutNullStreams;
  finished: Promise<Finished>;
}

/** One user's machine: a home of its own, nothing of this machine's settings, and a simulated TestIO. */
export interface Sandbox {
  home: string;
  database: string;
  simulator: Simulator;
  /** Points every program at the simulator. */
  env: Environment;
  /** Starts `testio-mcp`. */
  start(argv: readonly string[], extra?: Environment): RunningProgram;
  /** Starts `testio-mcp` with nothing on its standard input and waits for its end. */
  run(argv: readonly string[], extra?: Environment): Promise<Finished>;
  dispose(): Promise<void>;
}

export async function openSandbox(options: SimulatorOptions = {}): Promise<Sandbox> {
  const directory = await mkdtemp(join(tmpdir(), "testio mcp "));
  const home = join(directory, "home");
  await mkdir(home);
  const simulator = await startSimulator(options);
  const running = new Set<ChildProcessWithoutNullStreams>();
  const env: Environment = {
    // The programs ask for `node`: the one that runs this test.
    PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
    HOME: home,
    TESTIO_CUSTOMER_API_BASE_URL: simulator.url,
    TESTIO_CUSTOMER_API_TOKEN: simulator.token,
  };

  function start(argv: readonly string[], extra: Environment = {}): RunningProgram {
    const child = spawn(process.execPath, [CLI, ...argv], { cwd: home, env: { ...env, ...extra } });
    running.add(child);
    child.once("close", () => running.delete(child));
    return { child, finished: finishedOf(child) };
  }

  return {
    home,
    database: join(home, ".testio-mcp", "cache.db"),
    simulator,
    env,
    start,
    run(argv, extra) {
      const { child, finished } = start(argv, extra);
      child.stdin.end();
      return finished;
    },
    async dispose() {
      for (const child of running) child.kill("SIGKILL");
      await simulator.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function finishedOf(child: ChildProcessWithoutNullStreams): Promise<Finished> {
  const said = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8").on("data", (chunk: string) => {
      said[name] += chunk;
    });
  }
  const [code] = await once(child, "close");
  return { code, ...said };
}
