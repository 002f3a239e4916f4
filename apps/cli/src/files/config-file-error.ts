import { codeOf, FILE_FAILURES } from "./file-failure.js";

/** A file of settings cannot be read, understood or written. The message names the file, and what to do. */
export class ConfigFileError extends Error {
  override readonly name = "ConfigFileError";
}

const REASONS: Readonly<Record<string, string>> = {
  ...FILE_FAILURES,
  EACCES: "this user has no right to",
  EPERM: "this user has no right to",
};

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
