import { existsSync } from "node:fs";
import { dirname } from "node:path";

/** The directory itself, or the nearest one above it that exists. */
export function existingDirectory(path: string): string {
  const parent = dirname(path);
  return existsSync(path) || parent === path ? path : existingDirectory(parent);
}
