import { lstat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { codeOf, FILE_FAILURES } from "../files/file-failure.js";
import { writeWhole } from "../files/write-whole.js";
import { ReportTargetError } from "./report-target-error.js";

const REASONS: Readonly<Record<string, string>> = {
  ...FILE_FAILURES,
  EACCES: "this user may not write there",
  EPERM: "this user may not write there",
  ENOENT: "its directory does not exist",
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
  await attempt(path, async () => {
    try {
      await writeWhole(path, text, { replace: force });
    } catch (error) {
      throw codeOf(error) === "EEXIST" && !force ? occupied(path) : error;
    }
  });
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
