// Compares prisma/migrations with prisma/schema.prisma without Prisma's native schema engine.
//   node scripts/migrate-dev.mjs check      exits 1 when they differ
//   node scripts/migrate-dev.mjs new NAME   writes the difference as a new migration
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import * as bindings from "@prisma/schema-engine-wasm/schema_engine_bg";
import Database from "better-sqlite3";
import { HAND_WRITTEN } from "./hand-written.mjs";
import { readMigrations } from "./read-migrations.mjs";
import { withTemporaryFile } from "./temporary-file.mjs";

const root = join(import.meta.dirname, "..");
const schemaPath = join(root, "prisma", "schema.prisma");

function applyMigrations(path) {
  const database = new Database(path);
  for (const migration of readMigrations(root)) database.exec(migration.sql);
  // On an empty history there is nothing to remove yet; later on, a missing name fails here, and rightly so.
  if (database.prepare("SELECT count(*) FROM sqlite_master").pluck().get() > 0) {
    for (const name of HAND_WRITTEN.triggers) database.exec(`DROP TRIGGER "${name}"`);
    for (const name of HAND_WRITTEN.indexes) database.exec(`DROP INDEX "${name}"`);
    for (const name of HAND_WRITTEN.tables) database.exec(`DROP TABLE "${name}"`);
  }
  database.close();
}

function ignoreLogs() {
  // The engine insists on a place for its logs.
}

async function startEngine(url) {
  const wasmPath = join(
    dirname(createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg")),
    "schema_engine_bg.wasm",
  );
  const { instance } = await WebAssembly.instantiate(readFileSync(wasmPath), { "./schema_engine_bg.js": bindings });
  bindings.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaBetterSqlite3({ url }));
  return bindings.SchemaEngine.new({ datamodels: undefined }, ignoreLogs, adapter);
}

async function difference() {
  return withTemporaryFile(async (path) => {
    applyMigrations(path);
    const schema = { path: schemaPath, content: readFileSync(schemaPath, "utf8") };
    const engine = await startEngine(path);
    return engine.diff({
      // The data source of the schema stands for whatever the adapter is bound to: the scratch database.
      from: { tag: "schemaDatasource", files: [schema], configDir: root },
      to: { tag: "schemaDatamodel", files: [schema] },
      script: true,
      exitCode: true,
      filters: { externalTables: [], externalEnums: [] },
    });
  });
}

const [command, name] = process.argv.slice(2);
if (command !== "check" && !(command === "new" && name)) {
  console.error("Usage: migrate-dev.mjs check | new NAME");
  process.exit(2);
}

const { exitCode, stdout } = await difference();
if (exitCode === 0) {
  console.log("The migrations and schema.prisma agree.");
} else if (command === "check") {
  console.error(`schema.prisma has changes no migration makes:\n\n${stdout}\nWrite one: migrate-dev.mjs new NAME`);
  process.exit(1);
} else {
  const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  const directory = join(root, "prisma", "migrations", `${stamp}_${name}`);
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, "migration.sql"), stdout);
  console.log(`Wrote ${join("prisma", "migrations", `${stamp}_${name}`, "migration.sql")}`);
}
