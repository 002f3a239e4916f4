import { lstat, readFile, realpath, stat } from "node:fs/promises";
import { ConfigFileError, inWords } from "./config-file-error.js";
import { codeOf } from "./file-failure.js";

/** A file as it was found, so that it can be replaced only while it is still like this. */
export interface FoundFile {
  /** Where the text lies in the end, when the path is a link. */
  target: string;
  bytes: Buffer;
  /** With a byte order mark, if there is one. */
  text: string;
  /** Permission bits. */
  mode: number;
}

/**
 * Reads a file of settings whole; null when there is none.
 *
 * @throws ConfigFileError when it cannot be read, is no UTF-8, or is a link that leads nowhere.
 */
export function readConfigFile(path: string): Promise<FoundFile | null> {
  return inWords(path, "read", async () => {
    if (!(await exists(path))) return null;
    const target = await targetOf(path);
    const [bytes, { mode }] = await Promise.all([readFile(target), stat(target)]);
    return { target, bytes, text: decoded(path, bytes), mode: mode & 0o777 };
  });
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes(codeOf(error))) return false;
    throw error;
  }
}

async function targetOf(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if (codeOf(error) !== "ENOENT") throw error;
    throw new ConfigFileError(`${path} is a link that leads nowhere. Remove it, or make the file it leads to.`);
  }
}

function decoded(path: string, bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new ConfigFileError(`${path} is not a text in UTF-8, so it is left alone. Save it as UTF-8 and try again.`);
  }
}
