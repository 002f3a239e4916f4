import { chmodSync, createWriteStream, mkdirSync, renameSync, statSync } from "node:fs";
import { dirname } from "node:path";

/** A log larger than this is set aside at the next start, replacing the one before. */
const MAX_BYTES = 10 * 1024 * 1024;
const PRIVATE_FILE = 0o600;
const PRIVATE_DIRECTORY = 0o700;

export interface LogFile {
  write(text: string): void;
  /** Calls back once, when the file cannot be written; nothing is written to it from then on. */
  onFailure(callback: (reason: string) => void): void;
}

/** Appends to a file that only its owner can read. A file that cannot be written is no reason not to start. */
export function appendTo(path: string): LogFile {
  let failure: string | null = null;
  let report: ((reason: string) => void) | null = null;
  const fail = (error: unknown) => {
    if (failure !== null) return;
    failure = codeOf(error);
    report?.(failure);
  };
  const stream = open(path, fail);
  return {
    write(text) {
      if (failure === null) stream?.write(text);
    },
    onFailure(callback) {
      report = callback;
      if (failure !== null) callback(failure);
    },
  };
}

function open(path: string, fail: (error: unknown) => void) {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: PRIVATE_DIRECTORY });
    const existing = statSync(path, { throwIfNoEntry: false });
    if (existing !== undefined && existing.size > MAX_BYTES) renameSync(path, `${path}.1`);
    else if (existing?.isFile()) chmodSync(path, PRIVATE_FILE);
  } catch (error) {
    fail(error);
    return null;
  }
  return createWriteStream(path, { flags: "a", mode: PRIVATE_FILE }).on("error", fail);
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "unknown";
}
