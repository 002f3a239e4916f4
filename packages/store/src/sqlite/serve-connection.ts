import type { MessagePort } from "node:worker_threads";
import { connectWriter } from "./connection.js";
import type { Connection } from "./driver.js";
import { runSteps, type Step, type StepResult } from "./steps.js";
import { type ThreadAnswer, type ThreadRequest, toFailure } from "./thread-messages.js";

/** Does what is asked through `port` on a connection to the file, opened at the first request, until told to end. */
export function serveConnection(port: MessagePort, path: string): void {
  let connection: Promise<Connection> | null = null;
  /** What belongs together comes in several requests: one after another, in their order. */
  let last: Promise<void> = Promise.resolve();

  async function run(steps: readonly Step[]): Promise<StepResult> {
    connection ??= connectWriter(path);
    const opened = await connection.catch((error: unknown) => {
      connection = null;
      throw error;
    });
    return runSteps(opened, steps);
  }

  async function close(): Promise<undefined> {
    await (await connection)?.dispose();
  }

  async function answer({ id, steps }: ThreadRequest): Promise<void> {
    const outcome = await (steps === null ? close() : run(steps)).then(
      (value): ThreadAnswer => ({ id, value }),
      (error: unknown): ThreadAnswer => ({ id, failure: toFailure(error) }),
    );
    port.postMessage(outcome);
    if (steps === null) port.close();
  }

  port.on("message", (request: ThreadRequest) => {
    last = last.then(() => answer(request));
  });
}
