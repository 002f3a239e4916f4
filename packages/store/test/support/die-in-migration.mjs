// A process of its own that has half applied the migrations which the store named by its first argument lacks, and waits
// to be killed.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";

const migrations = join(import.meta.dirname, "..", "..", "prisma", "migrations");
const database = new Database(process.argv[2]);
database.pragma("journal_mode = WAL");
const isNew = database.prepare("SELECT count(*) FROM sqlite_master").pluck().get() === 0;
const applied = isNew ? [] : database.prepare("SELECT migration_name FROM _prisma_migrations").pluck().all();
const statements = readdirSync(migrations)
  .filter((name) => /^\d+_/.test(name) && !applied.includes(name))
  .sort()
  .flatMap((name) => readFileSync(join(migrations, name, "migration.sql"), "utf8").split(";\n\n"));
// So small a cache makes SQLite write pages of the open transaction to disk.
database.pragma("cache_size = 1");
database.exec("BEGIN IMMEDIATE");
for (const statement of statements.slice(0, Math.ceil(statements.length / 2))) database.exec(statement);
process.send("half way");
process.on("message", () => database.close());
