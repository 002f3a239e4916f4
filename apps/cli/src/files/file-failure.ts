/** The system's code of a failure, such as `ENOENT`; empty when it has none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

/** What stands in the way of a file, by the system's code. */
export const FILE_FAILURES: Readonly<Record<string, string>> = {
  EEXIST: "a part of its path is no directory",
  EROFS: "the file system is read-only",
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  ENOTDIR: "a part of its path is no directory",
  EISDIR: "it is a directory",
  ELOOP: "its links lead in a circle",
  ENAMETOOLONG: "its path is too long",
};
