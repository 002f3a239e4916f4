// @ts-check
import { join } from "node:path";
import Database from "better-sqlite3";
import { environment, runSync, simulate } from "./lib/programs.mjs";
import { row } from "./lib/table.mjs";

/**
 * A first sync without latency into `directory`, against raw prepared statements that write the same rows to the same tables.
 * @param {string} directory
 * @param {{ products: number, tests: number }} size
 */
export async function measureThroughput(directory, size) {
  const total = size.products * size.tests;
  const simulator = await simulate(size);
  try {
    const env = environment(directory, simulator, { TESTIO_MAX_PAGES: "100000" });
    const { result, maxRssMb } = await runSync(env);
    if (result.tests_discovered !== total) throw new Error(`Expected ${total} tests: ${JSON.stringify(result)}`);
    const sync = total / result.duration_seconds;
    const raw = total / upsertRaw(join(directory, "cache.db"), join(directory, "raw.db"));
    const at = `${total.toLocaleString("en")} tests without latency`;
    const detail = `${Math.round(sync)} / ${Math.round(raw)} rows/s`;
    return [
      row(`${at}: process memory`, maxRssMb, 250, { unit: " MB" }),
      row(`${at}: rows per second / raw better-sqlite3`, sync / raw, 1 / 3, { unit: "x", atLeast: true, detail }),
    ];
  } finally {
    await simulator.stop();
  }
}

const TABLES = ["tests", "test_features", "test_platforms"];

/**
 * Writes the rows of `source` into an empty copy of its schema, triggers and all, a page of 100 tests per transaction, each
 * test's `data` parsed from JSON first. Returns the seconds that took.
 * @param {string} source
 * @param {string} target
 */
function upsertRaw(source, target) {
  const from = new Database(source, { readonly: true });
  const to = new Database(target);
  to.pragma("journal_mode = WAL");
  to.pragma("synchronous = NORMAL");
  const schema = from
    .prepare(
      "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search_index_%'",
    )
    .pluck()
    .all();
  to.exec(schema.join(";\n"));
  const writers = TABLES.map((table) => upsertStatement(to, table));
  const read = TABLES.map((table) =>
    from.prepare(`SELECT * FROM ${table} WHERE customer_id = 1 AND ${table === "tests" ? "id" : "test_id"} = ?`),
  );
  const ids = from.prepare("SELECT id FROM tests ORDER BY product_id, end_at DESC").pluck().all();
  let milliseconds = 0;
  for (let start = 0; start < ids.length; start += 100) {
    const rows = read.map((statement) => ids.slice(start, start + 100).flatMap((id) => statement.all(id)));
    const started = performance.now();
    to.transaction(() => {
      for (const [index, write] of writers.entries()) {
        for (const entry of rows[index] ?? []) {
          const record = /** @type {Record<string, unknown>} */ (entry);
          if (typeof record.data === "string") record.data = JSON.stringify(JSON.parse(record.data));
          write.run(record);
        }
      }
    })();
    milliseconds += performance.now() - started;
  }
  from.close();
  to.close();
  return milliseconds / 1000;
}

/**
 * @param {Database.Database} database
 * @param {string} table
 */
function upsertStatement(database, table) {
  const columns = /** @type {{ name: string, pk: number }[]} */ (database.pragma(`table_info(${table})`));
  const names = columns.map(({ name }) => name);
  const keys = columns.filter(({ pk }) => pk > 0).map(({ name }) => name);
  const updates = names.filter((name) => !keys.includes(name)).map((name) => `${name} = excluded.${name}`);
  const conflict = updates.length > 0 ? `DO UPDATE SET ${updates}` : "DO NOTHING";
  return database.prepare(
    `INSERT INTO ${table} (${names}) VALUES (${names.map((name) => `@${name}`)}) ON CONFLICT (${keys}) ${conflict}`,
  );
}
