import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The migrations of the package at `root`, oldest first. */
export function readMigrations(root) {
  const directory = join(root, "prisma", "migrations");
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => ({ name, sql: readFileSync(join(directory, name, "migration.sql"), "utf8") }));
}
