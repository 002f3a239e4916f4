import { StoreCorruptError } from "../errors/store-corrupt-error.js";
import { isStoreError } from "../errors/store-error.js";
import { StoreFullError } from "../errors/store-full-error.js";
import { StoreLockedError } from "../errors/store-locked-error.js";
import { StoreReadOnlyError } from "../errors/store-read-only-error.js";
import { StoreUnavailableError } from "../errors/store-unavailable-error.js";
import { errorCode } from "./sqlite-code.js";

const REASONS: Record<string, string> = {
  EISDIR: "it is a directory",
  ENOTDIR: "part of its path is a file, not a directory",
  EEXIST: "part of its path is a file, not a directory",
  EACCES: "permission denied",
  EPERM: "permission denied",
  ENOENT: "it does not exist",
  SQLITE_PERM: "permission denied",
  SQLITE_CANTOPEN: "the system refuses to open it",
  SQLITE_IOERR: "the disk answers with an error",
};

function reasonOf(code: string): string | undefined {
  return REASONS[code] ?? Object.entries(REASONS).find(([key]) => code.startsWith(`${key}_`))?.[1];
}

/** Says in the store's own terms what went wrong with the file; anything else (a bug, a caller's error) stays as it is. */
export function translateError(error: unknown, path: string, waitedMs: number): unknown {
  if (isStoreError(error)) return error;
  const code = errorCode(error);
  if (code === null) return error;
  const options = { cause: error };
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) return new StoreLockedError(path, waitedMs, options);
  if (/^(SQLITE_FULL|ENOSPC|EDQUOT|EFBIG)$/.test(code)) return new StoreFullError(path, options);
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(code)) return new StoreCorruptError(path, options);
  if (/^(SQLITE_READONLY|EROFS)/.test(code)) return new StoreReadOnlyError(path, options);
  const reason = reasonOf(code);
  return reason === undefined ? error : new StoreUnavailableError(path, reason, options);
}
