/** A file of settings cannot be read, understood or written. The message names the file, and what to do. */
export class ConfigFileError extends Error {
  override readonly name = "ConfigFileError";
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: "this user has no right to",
  EEXIST: "a part of its path is no directory",
  EPERM: "this user has no right to",
  EROFS: "the file system is read-only",
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  ENOTDIR: "a part of its path is no directory",
  EISDIR: "it is a directory",
  ELOOP: "its links lead in a circle",
  ENAMETOOLONG: "its path is too long",
};

export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

/** Gives a failure of the file system words; a {@link ConfigFileError} has some already. */
export async function inWords<T>(path: string, deed: "read" | "written", work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ConfigFileError) throw error;
    const code = codeOf(error);
    // A mistake of this program is no failure of the file system.
    if (!/^E[A-Z]+$/.test(code)) throw error;
    throw new ConfigFileError(`${path} cannot be ${deed}: ${REASONS[code] ?? `the system answers ${code}`}.`, {
      cause: error,
    });
  }
}
