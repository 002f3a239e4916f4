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

export interface RunningProgram {
  child: ChildProcessWithoutNullStreams;
  finished: Promise<Finished>;
}

/** One user's machine: a home of its own, nothing of this machine's settings, and a simulated TestIO. */
export interface Sandbox {
  home: string;
  database: string;
  /** The API that runs, or ran last. */
  readonly simulator: Simulator;
  /** Points every program at the simulator. */
  env: Environment;
  /** Starts any program. */
  startCommand(command: readonly string[], extra?: Environment): RunningProgram;
  /** Starts `testio-mcp`. */
  start(argv: readonly string[], extra?: Environment): RunningProgram;
  /** Starts `testio-mcp` with nothing on its standard input and waits for its end. */
  run(argv: readonly string[], extra?: Environment): Promise<Finished>;
  /** Takes the API away: its port refuses connections. */
  stopApi(): Promise<void>;
  /** Brings the API back, at its old address and as it was at the beginning. */
  startApi(): Promise<void>;
  dispose(): Promise<void>;
}

export async function openSandbox(options: SimulatorOptions = {}): Promise<Sandbox> {
  const directory = await mkdtemp(join(tmpdir(), "testio mcp "));
  const home = join(directory, "home");
  await mkdir(home);
  let simulator = await startSimulator(options);
  let isUp = true;
  const running = new Set<ChildProcessWithoutNullStreams>();
  const env: Environment = {
    // The programs ask for `node`: the one that runs this test.
    PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
    HOME: home,
    TESTIO_CUSTOMER_API_BASE_URL: simulator.url,
    TESTIO_CUSTOMER_API_TOKEN: simulator.token,
  };

  function startCommand([program = "", ...args]: readonly string[], extra: Environment = {}): RunningProgram {
    const child = spawn(program, args, { cwd: home, env: { ...env, ...extra } });
    running.add(child);
    child.once("close", () => running.delete(child));
    return { child, finished: finishedOf(child) };
  }

  const start: Sandbox["start"] = (argv, extra) => startCommand([process.execPath, CLI, ...argv], extra);

  return {
    home,
    database: join(home, ".testio-mcp", "cache.db"),
    get simulator() {
      return simulator;
    },
    env,
    startCommand,
    start,
    run(argv, extra) {
      const { child, finished } = start(argv, extra);
      child.stdin.end();
      return finished;
    },
    async stopApi() {
      isUp = false;
      await simulator.close();
    },
    async startApi() {
      simulator = await startSimulator({ ...options, port: simulator.port });
      isUp = true;
    },
    async dispose() {
      const ended = [...running].map((child) => once(child, "close"));
      for (const child of running) child.kill("SIGKILL");
      await Promise.all(ended);
      if (isUp) await simulator.close();
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
