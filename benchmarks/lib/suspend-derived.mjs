// @ts-check
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./programs.mjs";

const MIGRATIONS = join(root, "packages/store/prisma/migrations");
const FIGURES_OF_WHAT_IS_STORED = "-- The figures of what is stored already";

/**
 * Takes triggers and indexes away while tables are filled: what they keep is made ten times as fast for all rows at once.
 * @param {import("better-sqlite3").Database} database
 * @returns {() => void} brings them back, after having done for all rows what they would have done for each
 */
export function suspendDerived(database) {
  const read = database.prepare(
    "SELECT name, tbl_name AS 'table', sql FROM sqlite_schema WHERE type = ? AND sql IS NOT NULL",
  );
  const triggers = /** @type {{ name: string, table: string, sql: string }[]} */ (read.all("trigger"));
  const indexes = /** @type {{ name: string, sql: string }[]} */ (read.all("index"));
  for (const { name } of triggers) database.exec(`DROP TRIGGER "${name}"`);
  for (const { name } of indexes) database.exec(`DROP INDEX "${name}"`);
  return () => {
    for (const { sql } of indexes) database.exec(sql);
    for (const { name, table, sql } of triggers.filter(({ name }) => name.endsWith("_search_insert"))) {
      const body = /BEGIN\s+(INSERT.*?);\s*END/s.exec(sql)?.[1];
      if (body === undefined) throw new Error(`${name} is not the one INSERT that this expects.`);
      const where = /WHEN(.*?)BEGIN/s.exec(sql)?.[1] ?? "TRUE";
      database.exec(`${body} FROM "${table}" AS new WHERE ${where}`);
    }
    for (const { sql } of triggers) database.exec(sql);
    database.exec(figuresOfWhatIsStored());
  };
}

/** How the migrations that brought counted figures reckon them for an older database, one after another. */
function figuresOfWhatIsStored() {
  const figures = readdirSync(MIGRATIONS)
    .toSorted()
    .filter((migration) => existsSync(join(MIGRATIONS, migration, "migration.sql")))
    .flatMap((migration) => {
      const [, sql] = readFileSync(join(MIGRATIONS, migration, "migration.sql"), "utf8").split(
        FIGURES_OF_WHAT_IS_STORED,
      );
      return sql === undefined ? [] : [`--${sql}`];
    });
  if (figures.length === 0) throw new Error("No migration says where its figures begin.");
  return figures.join("\n");
}
