import { DriverAdapterError } from "@prisma/driver-adapter-utils";
import type { Step, StepResult } from "./steps.js";

/** What the writing thread is asked: to run steps, or, with none, to close its connection and end. */
export interface ThreadRequest {
  id: number;
  steps: readonly Step[] | null;
}

export type ThreadAnswer = { id: number } & ({ value: StepResult } | { failure: ThreadFailure });

/** An error as data: of error objects, threads exchange little more than the message. */
export type ThreadFailure =
  | { kind: "driver"; cause: DriverAdapterError["cause"] }
  | { kind: "other"; message: string; code: string | null };

export function toFailure(error: unknown): ThreadFailure {
  if (error instanceof DriverAdapterError) return { kind: "driver", cause: error.cause };
  if (!(error instanceof Error)) return { kind: "other", message: String(error), code: null };
  const code = "code" in error && typeof error.code === "string" ? error.code : null;
  return { kind: "other", message: error.message, code };
}

/** The error that {@link toFailure} took apart, with all that `translateError` looks at. */
export function fromFailure(failure: ThreadFailure): Error {
  if (failure.kind === "driver") return new DriverAdapterError(failure.cause);
  const { message, code } = failure;
  return code === null ? new Error(message) : Object.assign(new Error(message), { code });
}
