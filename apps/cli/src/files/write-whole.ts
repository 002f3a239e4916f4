import { randomUUID } from "node:crypto";
import { link, open, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { codeOf } from "./file-failure.js";

export const PRIVATE_FILE = 0o600;
/** Of file systems that have no hard links. */
const NO_LINKS = ["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS"];

/**
 * Writes a file. Whoever reads it meanwhile finds the old one or the new one, never half of it. A link at its place is
 * replaced, not followed.
 *
 * @param options.mode permissions, whatever the umask
 * @param options.replace whether it may take the place of another file; otherwise that is an error with the code `EEXIST`
 */
export async function writeWhole(
  path: string,
  content: string | Buffer,
  { mode = PRIVATE_FILE, replace }: { mode?: number; replace: boolean },
): Promise<void> {
  const draft = join(dirname(path), `.${randomUUID()}.tmp`);
  try {
    await writeNew(draft, content, mode);
    await (replace ? rename(draft, path) : placeNew(draft, path));
  } finally {
    await rm(draft, { force: true });
  }
}

async function writeNew(path: string, content: string | Buffer, mode: number): Promise<void> {
  const file = await open(path, "wx", PRIVATE_FILE);
  try {
    // What `open` is told is narrowed by the umask.
    await file.chmod(mode);
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Unlike a rename, a link replaces nothing that came meanwhile. */
async function placeNew(draft: string, path: string): Promise<void> {
  try {
    await link(draft, path);
  } catch (error) {
    if (!NO_LINKS.includes(codeOf(error))) throw error;
    await rename(draft, path);
  }
}
