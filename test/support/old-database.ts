import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import Database from "better-sqlite3";

const MIGRATIONS = join(import.meta.dirname, "../../packages/store/prisma/migrations");

/** Names of the store's migrations, oldest first. */
export function migrationNames(): string[] {
  return readdirSync(MIGRATIONS)
    .filter((name) => /^\d+_/.test(name))
    .sort();
}

/** A database as a version of the program before the last migration left it, with one test in it. */
export function makeOldDatabase(path: string, test: { id: number; productId: number }): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const database = new Database(path);
  database.exec(`CREATE TABLE "_prisma_migrations" (
    id TEXT PRIMARY KEY NOT NULL, checksum TEXT NOT NULL, finished_at DATETIME, migration_name TEXT NOT NULL, logs TEXT,
    rolled_back_at DATETIME, started_at DATETIME NOT NULL DEFAULT current_timestamp,
    applied_steps_count INTEGER UNSIGNED NOT NULL DEFAULT 0)`);
  for (const name of migrationNames().slice(0, -1)) {
    const sql = readFileSync(join(MIGRATIONS, name, "migration.sql"), "utf8");
    database.exec(sql);
    database
      .prepare("INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name) VALUES (?, ?, 0, ?)")
      .run(name, createHash("sha256").update(sql).digest("hex"), name);
  }
  const then = "2026-03-01T12:00:00.000+00:00";
  database
    .prepare(
      "INSERT INTO products (customer_id, id, title, data, content_hash, synced_at) VALUES (1, ?, 'Shop', '{}', 'x', ?)",
    )
    .run(test.productId, then);
  database
    .prepare(`INSERT INTO tests (customer_id, id, product_id, title, status, data, content_hash, parts_hash, synced_at)
      VALUES (1, ?, ?, 'Known for long', 'archived', '{}', 'x', 'x', ?)`)
    .run(test.id, test.productId, then);
  database.close();
}

export function appliedMigrations(path: string): string[] {
  const database = new Database(path, { readonly: true });
  try {
    const tables = database.prepare("SELECT count(*) FROM sqlite_master WHERE name = '_prisma_migrations'").pluck();
    if (tables.get() === 0) return [];
    return database.prepare<[], string>("SELECT migration_name FROM _prisma_migrations ORDER BY 1").pluck().all();
  } finally {
    database.close();
  }
}
