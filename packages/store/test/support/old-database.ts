import Database from "better-sqlite3";
import { MIGRATIONS } from "../../src/generated/migrations.js";
import { connect } from "../../src/sqlite/connection.js";
import { migrate } from "../../src/sqlite/migrator.js";
import { prepareFile } from "../../src/sqlite/prepare-file.js";
import { temporaryFile } from "./stores.js";

const T0 = "'2026-03-01T12:00:00.000+00:00'";

/** A database as the first version of the package left it, with a row of each kind that a later one changes. */
export async function makeOldDatabase(): Promise<string> {
  const path = temporaryFile();
  prepareFile(path);
  const connection = await connect(path);
  await connection.executeScript("PRAGMA journal_mode = WAL");
  await migrate(connection, path, MIGRATIONS.slice(0, 1), 1000);
  await connection.dispose();

  const database = new Database(path);
  const insertTest = database.prepare(`
    INSERT INTO tests (customer_id, id, product_id, title, status, end_at, bugs_synced_at, sync_pass, data, content_hash, parts_hash, synced_at)
    VALUES (1, ?, 1, ?, ?, ${T0}, ${T0}, 1, '{}', 'x', 'x', ${T0})`);
  for (const [id, status] of [
    [1, "archived"],
    [2, "running"],
  ])
    insertTest.run(id, `Test ${id}`, status);
  database.exec(`
    INSERT INTO products (customer_id, id, title, data, content_hash, synced_at) VALUES (1, 1, 'Shop', '{}', 'x', ${T0});
    INSERT INTO bugs (customer_id, id, test_id, product_id, title, severity, status, auto_accepted, known, data, content_hash, parts_hash, synced_at)
    VALUES (1, 1, 1, 1, 'Crash', 'high', 'rejected', 0, 0, '{}', 'x', 'x', ${T0});
    INSERT INTO bug_devices (customer_id, bug_id, position, operating_system, browsers)
    VALUES (1, 1, 0, 'iOS', '[]'), (1, 1, 1, 'Android', '[]'), (1, 1, 2, 'iOS', '[]'), (1, 1, 3, NULL, '[]');
    INSERT INTO test_platforms (customer_id, test_id, position, browsers) VALUES (1, 1, 0, '[]');
    INSERT INTO sync_state (customer_id, product_id, phase, last_pass, completed_pass, full_pass_at)
    VALUES (1, 1, 'NEW_TESTS', 1, 1, ${T0});
    INSERT INTO problem_positions (customer_id, id, product_id, position, page_size, attempts, mode, mapped_test_ids, first_seen_at, last_seen_at)
    VALUES (1, 1, 1, 17, 1, 1, 'default', '[]', ${T0}, ${T0});
  `);
  database.close();
  return path;
}
