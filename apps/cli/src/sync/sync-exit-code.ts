import type { SyncResult } from "@testio/sync-core";
import { EXIT_CODES, type ExitCode, exitCodeOf } from "../exit-codes.js";

/** A refused token is told apart even when something was done before: only a person can mend it. */
export function syncExitCode({ status, errors }: Pick<SyncResult, "status" | "errors">): ExitCode {
  if (status === "cancelled") return EXIT_CODES.interrupted;
  if (status === "success") return EXIT_CODES.done;
  const codes = errors.map(({ kind }) => exitCodeOf(kind));
  if (codes.includes(EXIT_CODES.tokenRefused)) return EXIT_CODES.tokenRefused;
  if (status === "partial_failure") return EXIT_CODES.partly;
  return codes.find((code) => code !== EXIT_CODES.failed) ?? EXIT_CODES.failed;
}
