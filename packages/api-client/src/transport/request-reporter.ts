import { emitWarning } from "node:process";
import type { ApiRequestLog } from "../types.js";

/** Calls the listener; one that throws becomes a warning of the process, since a log must not make a request fail. */
export function requestReporter(
  listener: ((entry: ApiRequestLog) => void) | undefined,
): (entry: ApiRequestLog) => void {
  return (entry) => {
    try {
      listener?.(entry);
    } catch (error) {
      const name = error instanceof Error ? error.name : typeof error;
      emitWarning(`The onRequest listener of the TestIO API client threw (${name}).`, "TestioApiClientWarning");
    }
  };
}
