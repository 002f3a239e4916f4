import { randomUUID } from "node:crypto";
import { link, lstat, open, rename, rm } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { ReportTargetError } from "./report-target-error.js";

const PRIVATE_FILE = 0o600;
/** Of file systems that have no hard links. */
const NO_LINKS = ["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS"];

const REASONS: Readonly<Record<string, string>> = {
  EACCES: "this user may not write there",
  EPERM: "this user may not write there",
  EROFS: "the file system is read-only",
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  ENOENT: "its directory does not exist",
  ENOTDIR: "a part of its path is no directory",
  EISDIR: "it is a directory",
  ENAMETOOLONG: "its path is too long",
};

/**
 * Refuses early what could not be written later.
 *
 * @throws ReportTargetError when there is something under this path that may not be replaced, or no directory for it.
 */
export async function assertTargetFree(path: string, force: boolean): Promise<void> {
  const found = await attempt(path, () => statOrNull(path));
  if (found?.isDirectory()) throw new ReportTargetError(`${path} is a directory. Add a file name.`);
  if (found !== null && !force) throw occupied(path);
  const directory = await attempt(path, () => lstat(resolve(dirname(path), ".")));
  if (!directory.isDirectory() && !directory.isSymbolicLink()) throw failed(path, "ENOTDIR");
}

/**
 * Writes a file that this user alone can read. Whoever reads it meanwhile finds the old one or the new one, never half of it.
 *
 * @throws ReportTargetError when it exists and `force` is not given, or it could not be written.
 */
export async function writeTarget(path: string, text: string, force: boolean): Promise<void> {
  const draft = join(dirname(path), `.${randomUUID()}.tmp`);
  await attempt(path, async () => {
    try {
      const file = await open(draft, "wx", PRIVATE_FILE);
      try {
        await file.writeFile(text);
        await file.sync();
      } finally {
        await file.close();
      }
      await (force ? rename(draft, path) : placeNew(draft, path));
    } finally {
      await rm(draft, { force: true });
    }
  });
}

/** Unlike a rename, a link replaces nothing that came meanwhile. */
async function placeNew(draft: string, path: string): Promise<void> {
  try {
    await link(draft, path);
  } catch (error) {
    const code = codeOf(error);
    if (code === "EEXIST") throw occupied(path);
    if (!NO_LINKS.includes(code)) throw error;
    await rename(draft, path);
  }
}

async function statOrNull(path: string) {
  try {
    return await lstat(path);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return null;
    throw error;
  }
}

async function attempt<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ReportTargetError) throw error;
    throw failed(path, codeOf(error), error);
  }
}

function occupied(path: string): ReportTargetError {
  return new ReportTargetError(`${path} exists already. Choose another name, or add --force to replace it.`);
}

function failed(path: string, code: string, cause?: unknown): ReportTargetError {
  const reason = REASONS[code] ?? `of the failure ${code || "of an unknown kind"}`;
  return new ReportTargetError(`The report could not be written to ${path} because ${reason}.`, { cause });
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
