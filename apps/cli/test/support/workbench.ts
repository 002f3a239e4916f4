import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { type Simulator, type SimulatorOptions, startSimulator } from "@testio/simulator";
import { openStore, type Store } from "@testio/store";
import { expect, onTestFinished } from "vitest";
import { runCli } from "../../src/index.js";
import { textStream } from "./text-stream.js";

/** "Today" of the simulated data, and of the runs in these tests. */
export const NOW = new Date("2026-06-30T12:00:00.000Z");

export interface Finished {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface RunOptions {
  env?: Record<string, string>;
  signal?: AbortSignal;
  /** Whether standard error is a terminal; and standard input, when there is an `answer`. */
  terminal?: boolean;
  /** What is typed at the terminal: a text and the end of input, or a stream. */
  answer?: string | Readable;
  /** Called with all that is on standard error so far, whenever something is added. */
  onStderr?: (text: string) => void;
  onStdout?: (text: string) => void;
  /** "Now" of this run; {@link NOW} unless told otherwise. */
  now?: Date;
}

/** A home, a current directory and a database path of one test, gone when it is over. */
export class Workbench {
  readonly homeDir: string;
  readonly cwd: string;
  readonly dbPath: string;
  /** What every run gets as its environment. */
  readonly env: Record<string, string> = {};
  readonly #secrets: string[] = [];

  constructor() {
    const root = mkdtempSync(join(tmpdir(), "testio-cli-"));
    onTestFinished(() => rmSync(root, { recursive: true, force: true }));
    this.homeDir = join(root, "home");
    this.cwd = join(root, "work");
    this.dbPath = join(this.homeDir, ".testio-mcp", "cache.db");
    mkdirSync(this.homeDir);
    mkdirSync(this.cwd);
  }

  /** Sets the token; from here on no output may hold it. */
  setToken(token: string): void {
    this.env.TESTIO_CUSTOMER_API_TOKEN = token;
    this.#secrets.push(token);
  }

  /** Starts a simulated TestIO and points all further runs at it. */
  async simulate(options: SimulatorOptions = {}): Promise<Simulator> {
    const simulator = await startSimulator({
      products: 2,
      testsPerProduct: 30,
      bugsPerTest: 1,
      quirks: false,
      now: NOW,
      ...options,
    });
    onTestFinished(() => simulator.close());
    this.env.TESTIO_CUSTOMER_API_BASE_URL = simulator.url;
    this.env.TESTIO_PAGE_SIZE = "10";
    this.setToken(simulator.token);
    return simulator;
  }

  /** Runs one command line in this process. */
  async run(argv: readonly string[], options: RunOptions = {}): Promise<Finished> {
    const { env = {}, signal, answer, now = NOW } = options;
    const terminal = options.terminal ?? answer !== undefined;
    const stdout = textStream({ ...(options.onStdout && { onText: options.onStdout }) });
    const stderr = textStream({ isTTY: terminal, ...(options.onStderr && { onText: options.onStderr }) });
    const code = await runCli(argv, {
      stdin: Object.assign(answer instanceof Readable ? answer : Readable.from([Buffer.from(answer ?? "")]), {
        isTTY: answer !== undefined,
      }),
      stdout: stdout.stream,
      stderr: stderr.stream,
      env: { ...this.env, ...env },
      homeDir: this.homeDir,
      cwd: this.cwd,
      signal: signal ?? new AbortController().signal,
      now: () => now,
    });
    return this.checked({ code, stdout: stdout.text(), stderr: stderr.text() });
  }

  /** What is true of any output: no secret, no stack. */
  checked(finished: Finished): Finished {
    for (const output of [finished.stdout, finished.stderr]) {
      for (const secret of this.#secrets) expect(output).not.toContain(secret);
      expect(output).not.toMatch(/^\s+at .+:\d+:\d+\)?$/m);
    }
    return finished;
  }

  async withStore<T>(work: (store: Store) => Promise<T>): Promise<T> {
    const store = await openStore({ path: this.dbPath, customerId: 1 });
    try {
      return await work(store);
    } finally {
      await store.close();
    }
  }

  async storedTestIds(productId: number): Promise<number[]> {
    const { rows } = await this.withStore((store) => store.listTests({ productId, limit: 10_000, offset: 0 }));
    return rows.map(({ id }) => id).sort((a, b) => a - b);
  }
}
