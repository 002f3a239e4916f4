import { mkdir, rm } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { ConfigFileError, inWords } from "./config-file-error.js";
import { codeOf } from "./file-failure.js";
import { type FoundFile, readConfigFile } from "./read-config-file.js";
import { PRIVATE_FILE, writeWhole } from "./write-whole.js";

const PRIVATE_DIRECTORY = 0o700;

export interface Replacement {
  path: string;
  /** As it was when the new content was made from it; null = there was none. */
  found: FoundFile | null;
  /** Null = there is to be no file. */
  content: string | Buffer | null;
  /** Whether others lose the right to read it; otherwise an existing file keeps its permissions. */
  isPrivate?: boolean;
  now: Date;
}

/**
 * Puts new content in the place of a file, whole or not at all; a link stays a link, and the file it leads to is replaced.
 * Resolves to the path of a copy of the file as it was, or null when there was none.
 *
 * @throws ConfigFileError when it cannot be written, or is not any more as it was found: then nothing is changed.
 */
export async function replaceConfigFile(replacement: Replacement): Promise<string | null> {
  const { path, found, content, now } = replacement;
  return inWords(path, "written", async () => {
    const present = await readConfigFile(path);
    if (!(found === null ? present === null : present?.bytes.equals(found.bytes))) {
      throw new ConfigFileError(`${path} was changed by another program meanwhile. Nothing was written; try again.`);
    }
    const backup = found === null ? null : await keepCopy(path, found.bytes, now);
    const target = found?.target ?? path;
    if (content === null) await rm(target, { force: true });
    else await place(target, content, found === null || replacement.isPrivate ? PRIVATE_FILE : found.mode);
    return backup;
  });
}

const BACKUP = /^\.backup-\d{8}T\d{6}Z(?:-\d+)?$/;

/** Whether a file is a copy that was kept of another one beside it. */
export function isBackupOf(name: string, path: string): boolean {
  const original = basename(path);
  return name.startsWith(original) && BACKUP.test(name.slice(original.length));
}

/** Beside the link rather than its target: what was a private copy does not end in somebody's repository of dotfiles. */
async function keepCopy(path: string, bytes: Buffer, now: Date): Promise<string> {
  const stamp = now.toISOString().replaceAll(/[-:]|\.\d+/g, "");
  for (let count = 1; ; count++) {
    const backup = `${path}.backup-${stamp}${count === 1 ? "" : `-${count}`}`;
    try {
      await writeWhole(backup, bytes, { replace: false });
      return backup;
    } catch (error) {
      if (codeOf(error) !== "EEXIST") throw error;
    }
  }
}

async function place(target: string, content: string | Buffer, mode: number): Promise<void> {
  await mkdir(dirname(target), { recursive: true, mode: PRIVATE_DIRECTORY });
  await writeWhole(target, content, { mode, replace: true });
}
