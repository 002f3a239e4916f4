import { accessSync, closeSync, constants, mkdirSync, openSync, readSync } from "node:fs";
import { dirname } from "node:path";
import { StoreCorruptError } from "../errors/store-corrupt-error.js";
import { StoreReadOnlyError } from "../errors/store-read-only-error.js";
import { errorCode } from "./sqlite-code.js";

const SQLITE_MAGIC = "SQLite format 3\0";

function createIfMissing(path: string): void {
  try {
    closeSync(openSync(path, "wx", 0o600));
  } catch (error) {
    if (errorCode(error) !== "EEXIST") throw error;
  }
}

function refuseOtherContent(path: string): void {
  const file = openSync(path, "r");
  try {
    const head = Buffer.alloc(SQLITE_MAGIC.length);
    const length = readSync(file, head, 0, head.length, 0);
    if (length > 0 && head.toString("latin1") !== SQLITE_MAGIC) throw new StoreCorruptError(path);
  } finally {
    closeSync(file);
  }
}

function refuseReadOnly(path: string): void {
  try {
    // The directory as well: the write-ahead log is made in it.
    for (const place of [path, dirname(path)]) accessSync(place, constants.W_OK);
  } catch (error) {
    throw new StoreReadOnlyError(path, { cause: error });
  }
}

/**
 * Makes the file's directory (0700) and the file (0600) if they are missing; SQLite gives its `-wal` and `-shm` files
 * the same mode. A file with other content is refused before SQLite gets to touch it.
 */
export function prepareFile(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  createIfMissing(path);
  refuseOtherContent(path);
  refuseReadOnly(path);
}
