// Writes the migrations into the sources, so that the built package applies them without reading files beside itself.
import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readMigrations } from "./read-migrations.mjs";

const root = join(import.meta.dirname, "..");
const migrations = readMigrations(root).map(({ name, sql }) => ({
  name,
  checksum: createHash("sha256").update(sql).digest("hex"),
  sql,
}));
mkdirSync(join(root, "src", "generated"), { recursive: true });
writeFileSync(
  join(root, "src", "generated", "migrations.ts"),
  `export const MIGRATIONS = ${JSON.stringify(migrations, null, 2)};\n`,
);
