import { setTimeout as sleep } from "node:timers/promises";
import type { SqlResultSet } from "@prisma/driver-adapter-utils";
import { rollBack } from "./roll-back.js";
import { resultSet, type Statement, type Step, type StepConnection, type StepResult } from "./steps.js";
import { waitForLock } from "./wait-for-lock.js";

/** So many values of postponed statements are kept at most. */
const MOST_POSTPONED_VALUES = 10_000;

const BEGIN: Step = { call: "executeScript", script: "BEGIN IMMEDIATE" };

/**
 * Begins a write transaction, taking the write lock at once: one that begins deferred fails with "busy" in the middle
 * when another process has written since.
 */
export async function beginWrite(connection: StepConnection, busyTimeoutMs: number): Promise<WriteTransaction> {
  await waitForLock(() => connection.run([BEGIN]), busyTimeoutMs);
  return new WriteTransaction(connection);
}

/** {@link beginWrite} and the transaction's first query, together on their way to SQLite. */
export async function beginWriteWith(
  connection: StepConnection,
  busyTimeoutMs: number,
  statement: Statement,
): Promise<{ tx: WriteTransaction; answer: SqlResultSet }> {
  const tx = new WriteTransaction(connection);
  try {
    const steps: Step[] = [BEGIN, { call: "queryRaw", statement }];
    return { tx, answer: resultSet(await waitForLock(() => connection.run(steps), busyTimeoutMs)) };
  } catch (error) {
    await tx.rollback();
    throw error;
  }
}

/** What `work` answers; rejects when it has not after `ms`. */
export async function beforeTimeout<T>(work: Promise<T>, ms: number): Promise<T> {
  const settled = new AbortController();
  const tooLate = sleep(ms, undefined, { signal: settled.signal, ref: false }).then(() => {
    throw new Error(`A write transaction was rolled back because its work had not ended after ${ms} ms.`);
  });
  // Once the work has settled, the sleep is cut short, of which nobody is to hear.
  tooLate.catch(() => undefined);
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    settled.abort();
  }
}

export class WriteTransaction {
  readonly #connection: StepConnection;
  #postponed: Step[] = [];
  #postponedValues = 0;
  /** What every further statement is answered with. */
  #over: { error: unknown } | null = null;

  constructor(connection: StepConnection) {
    this.#connection = connection;
  }

  async queryRaw(statement: Statement): Promise<SqlResultSet> {
    return resultSet(await this.#run({ call: "queryRaw", statement }));
  }

  async executeRaw(statement: Statement): Promise<number> {
    return Number(await this.#run({ call: "executeRaw", statement }));
  }

  /** Runs together with the next statement that is waited for, or the commit, which fails if this one does. */
  async postpone(statement: Statement): Promise<void> {
    this.#postponed.push({ call: "executeRaw", statement });
    this.#postponedValues += statement.args.length;
    if (this.#postponedValues >= MOST_POSTPONED_VALUES) await this.#run();
  }

  async commit(): Promise<void> {
    try {
      await this.#run({ call: "executeScript", script: "COMMIT" });
    } catch (error) {
      await this.rollback();
      throw error;
    }
    this.#end();
  }

  rollback(): Promise<void> {
    this.#end();
    return rollBack(this.#connection);
  }

  /** What work leaves running behind it must not write into the next transaction. */
  #end(): void {
    this.#over ??= { error: new Error("This transaction has ended.") };
  }

  /**
   * A full disk makes SQLite roll back on its own; whatever a caller who catches that error writes next would be
   * committed by itself. So the first failure ends the transaction.
   */
  async #run(...steps: Step[]): Promise<StepResult> {
    if (this.#over) throw this.#over.error;
    const all = [...this.#postponed, ...steps];
    this.#postponed = [];
    this.#postponedValues = 0;
    try {
      return await this.#connection.run(all);
    } catch (error) {
      this.#over ??= { error };
      throw error;
    }
  }
}
