// A process of its own that has half applied the migrations of the store named by its first argument, and waits to be killed.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";

const migrations = join(import.meta.dirname, "..", "..", "prisma", "migrations");
const [name] = readdirSync(migrations);
const statements = readFileSync(join(migrations, name, "migration.sql"), "utf8").split(";\n\n");
const database = new Database(process.argv[2]);
database.pragma("journal_mode = WAL");
// So small a cache makes SQLite write pages of the open transaction to disk.
database.pragma("cache_size = 1");
database.exec("BEGIN IMMEDIATE");
for (const statement of statements.slice(0, 20)) database.exec(statement);
process.send("half way");
process.on("message", () => database.close());
