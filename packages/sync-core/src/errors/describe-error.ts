import { isApiError } from "@testio/api-client";
import { isStoreError } from "@testio/store";
import { BugsIncompleteError } from "./bugs-incomplete-error.js";
import { EmptyTestListError } from "./empty-test-list-error.js";
import { SyncLockUnavailableError } from "./sync-lock-unavailable-error.js";
import { SyncLockedError } from "./sync-locked-error.js";
import { SyncOptionsError } from "./sync-options-error.js";
import { SyncScopeError } from "./sync-scope-error.js";

const OWN_ERRORS = [
  BugsIncompleteError,
  EmptyTestListError,
  SyncLockedError,
  SyncLockUnavailableError,
  SyncOptionsError,
  SyncScopeError,
];

/** Whether the error's message was written for people; any other may hold anything. */
export function isExpected(error: unknown): error is Error {
  return isApiError(error) || isStoreError(error) || OWN_ERRORS.some((own) => error instanceof own);
}

/** An error as a person should read it, and the name of its kind. */
export function describeError(error: unknown): { kind: string; message: string } {
  if (isExpected(error)) return { kind: error.name, message: error.message };
  const kind = error instanceof Error ? error.name : "Error";
  return { kind, message: `Something unexpected went wrong (${kind}). The log has the details; please report it.` };
}
