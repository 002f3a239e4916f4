import { lstat, mkdir, realpath } from "node:fs/promises";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { ReportFileError } from "./report-file-error.js";

const PRIVATE_DIRECTORY = 0o700;
/** What a file system allows a name, in bytes. */
const LONGEST_NAME = 255;

/**
 * Where a report goes: a path inside `directory`, whatever was asked for. Makes the directories on the way to it, for this
 * user alone. The answer has no symbolic link in it any more.
 *
 * @throws ReportFileError when the path leads, or a symbolic link in it points, anywhere else.
 */
export async function placeInside(directory: string, path: string): Promise<string> {
  const steps = stepsInside(directory, path);
  const name = steps.pop() ?? "";
  await mkdir(directory, { recursive: true, mode: PRIVATE_DIRECTORY });
  const root = await realpath(directory);
  let parent = root;
  for (const step of steps) parent = await enter(root, parent, step, path);
  await refuseOccupied(join(parent, name), path);
  return join(parent, name);
}

/** The names from the directory to the file. */
function stepsInside(directory: string, path: string): string[] {
  if ([...path].some(isControl)) {
    throw new ReportFileError(path, "The name of the report file holds control characters.");
  }
  // Backslashes separate on Windows only, but nobody means one as part of a name.
  if (path.split(/[\\/]/).includes("..") || path.includes("\\")) throw outside(directory, path);
  const inside = relative(resolve(directory), isAbsolute(path) ? path : resolve(directory, path));
  const steps = inside.split(sep);
  if (inside === "" || steps[0] === ".." || isAbsolute(inside)) throw outside(directory, path);
  if (steps.some((step) => step.startsWith("."))) {
    throw new ReportFileError(path, "No name in the path of the report file may begin with a dot.");
  }
  if (steps.some((step) => Buffer.byteLength(step) > LONGEST_NAME)) {
    throw new ReportFileError(path, `A name in the path of the report file is longer than ${LONGEST_NAME} bytes.`);
  }
  return steps;
}

function isControl(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x20 || code === 0x7f;
}

/** One directory further down; it is made if it is missing. */
async function enter(root: string, parent: string, step: string, path: string): Promise<string> {
  const next = join(parent, step);
  await mkdir(next, { mode: PRIVATE_DIRECTORY }).catch((error: unknown) => {
    if (!isCode(error, "EEXIST")) throw error;
  });
  // A symbolic link that leads nowhere, or in a circle, exists and has no real path.
  const real = await realpath(next).catch((error: unknown) => {
    if (isCode(error, "ENOENT") || isCode(error, "ELOOP")) return null;
    throw error;
  });
  if (real === null || (real !== root && !real.startsWith(root + sep))) throw outside(root, path);
  if (!(await lstat(real)).isDirectory()) {
    throw new ReportFileError(path, `${basename(next)} in the path of the report file is no directory.`);
  }
  return real;
}

/** A link in place of the file would be written through by others; a directory cannot be written at all. */
async function refuseOccupied(target: string, path: string): Promise<void> {
  const found = await lstat(target).catch((error: unknown) => {
    if (isCode(error, "ENOENT")) return null;
    throw error;
  });
  if (found === null || found.isFile()) return;
  const what = found.isSymbolicLink() ? "a symbolic link" : "no file";
  throw new ReportFileError(path, `${basename(target)} in ${dirname(target)} is ${what}: choose another name.`);
}

function outside(directory: string, path: string): ReportFileError {
  return new ReportFileError(
    path,
    `Reports are only written inside ${directory}, and that path leads elsewhere: give a name such as report.json or 2026/q3.md.`,
  );
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
