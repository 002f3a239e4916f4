import { once } from "node:events";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Worker } from "node:worker_threads";
import type { SqlQuery, SqlResultSet } from "@prisma/driver-adapter-utils";
import { StoreUnavailableError } from "../errors/store-unavailable-error.js";
import { resultSet, type Step, type StepConnection, type StepResult } from "./steps.js";
import { fromFailure, type ThreadAnswer, type ThreadRequest } from "./thread-messages.js";

const DIED = "the thread that writes to it has ended, and the program has to be started again";
const CLOSED = "it was closed";

interface Waiting {
  resolve: (value: StepResult) => void;
  reject: (error: unknown) => void;
}

/**
 * A connection to a file in a thread of its own, so that SQLite, which works synchronously, holds up nothing else. The
 * thread starts with the first request, and keeps the process alive only while one is under way.
 *
 * Should the thread die, a transaction may have died with it: nothing more goes through this connection.
 */
export class ThreadConnection implements StepConnection {
  readonly provider = "sqlite";
  readonly adapterName = "better-sqlite3 in a thread";
  readonly #path: string;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | null = null;
  #lastId = 0;
  #ended: Error | null = null;
  #disposed: Promise<void> | null = null;

  constructor(path: string) {
    this.#path = path;
  }

  async queryRaw({ sql, args }: SqlQuery): Promise<SqlResultSet> {
    return resultSet(await this.run([{ call: "queryRaw", statement: { sql, args } }]));
  }

  async executeRaw({ sql, args }: SqlQuery): Promise<number> {
    return Number(await this.run([{ call: "executeRaw", statement: { sql, args } }]));
  }

  async executeScript(script: string): Promise<void> {
    await this.run([{ call: "executeScript", script }]);
  }

  run(steps: readonly Step[]): Promise<StepResult> {
    return this.#ask(steps);
  }

  dispose(): Promise<void> {
    this.#disposed ??= this.#close();
    return this.#disposed;
  }

  async #close(): Promise<void> {
    const worker = this.#worker;
    if (worker !== null && this.#ended === null) {
      const exited = once(worker, "exit");
      await this.#ask(null);
      worker.ref();
      await exited;
    }
    this.#ended ??= new StoreUnavailableError(this.#path, CLOSED);
  }

  #ask(steps: ThreadRequest["steps"]): Promise<StepResult> {
    if (this.#ended !== null) return Promise.reject(this.#ended);
    this.#worker ??= this.#start();
    const worker = this.#worker;
    const request: ThreadRequest = { id: ++this.#lastId, steps };
    return new Promise((resolve, reject) => {
      worker.postMessage(request);
      worker.ref();
      this.#waiting.set(request.id, { resolve, reject });
    });
  }

  #start(): Worker {
    const worker = new Worker(threadFile(), {
      name: "testio-store-writer",
      workerData: { path: this.#path },
      // What the program was started with may be meant for its own main file.
      execArgv: [],
      // What it handles is garbage at once: the 16 MB that V8 would take for that, several times over, are of no use.
      resourceLimits: { maxYoungGenerationSizeMb: 2 },
    });
    worker.on("message", (answer: ThreadAnswer) => this.#settle(answer));
    worker.on("error", (cause) => this.#end(cause));
    worker.on("exit", () => this.#end());
    return worker;
  }

  #settle(answer: ThreadAnswer): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if (this.#waiting.size === 0) this.#worker?.unref();
    if ("failure" in answer) waiting?.reject(fromFailure(answer.failure));
    else waiting?.resolve(answer.value);
  }

  #end(cause?: unknown): void {
    this.#ended ??= new StoreUnavailableError(this.#path, this.#disposed === null ? DIED : CLOSED, { cause });
    for (const { reject } of this.#waiting.values()) reject(this.#ended);
    this.#waiting.clear();
  }
}

/** By the package, and not by the place of this module: the build puts modules together into files of other names. */
function threadFile(): string {
  const root = dirname(createRequire(import.meta.url).resolve("@testio/store/package.json"));
  return join(root, "dist", "writer-thread.js");
}
