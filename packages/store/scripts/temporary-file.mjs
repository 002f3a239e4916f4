import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Runs `work` with the path of a file that does not exist yet, in a directory of its own that is removed afterwards. */
export async function withTemporaryFile(work) {
  const directory = mkdtempSync(join(tmpdir(), "store-migrations-"));
  try {
    return await work(join(directory, "scratch.db"));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
