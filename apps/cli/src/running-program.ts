import { readdirSync, realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Surroundings } from "./connect/clients.js";
import type { RunningProgram } from "./connect/launch.js";
import type { Io } from "./io.js";

/** What of this process a client needs to start the program again. In `dist` as in `src`, `bin` is one directory up. */
export function runningProgram({ env }: Pick<Io, "env">): RunningProgram {
  return {
    node: realpathSync(process.execPath),
    script: realpathSync(fileURLToPath(new URL("../bin/testio-mcp.js", import.meta.url))),
    path: env.PATH ?? "",
    platform: process.platform,
    resolve: (path) => unlessMissing(() => realpathSync(path), null),
  };
}

/** Where the files of clients are looked for. */
export function surroundings({ env, homeDir, cwd }: Pick<Io, "env" | "homeDir" | "cwd">): Surroundings {
  return {
    platform: process.platform,
    homeDir,
    cwd,
    env,
    namesIn: (directory) => unlessMissing(() => readdirSync(directory), []),
  };
}

/** Directories that cannot be read hold nothing that could be used. */
function unlessMissing<T>(look: () => T, otherwise: T): T {
  try {
    return look();
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : null;
    if (["ENOENT", "ENOTDIR", "EACCES", "EPERM", "ELOOP"].includes(String(code))) return otherwise;
    throw error;
  }
}
