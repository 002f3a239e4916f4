// @ts-check
import { join } from "node:path";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { listTests } from "@testio/insights";
import { openStore } from "@testio/store";
import Database from "better-sqlite3";
import { cli, environment } from "./lib/programs.mjs";
import { percentile, sample } from "./lib/statistics.mjs";
import { row } from "./lib/table.mjs";

const PAGES = 7;
const DIFFERENT_PAGES = 10 * PAGES;

/** @typedef {{ sql: string, parameters: unknown[] }} Sent */

/**
 * Listens in on the driver: what `work` sends to SQLite, with its parameters, while it calls `record`. Whatever is asked has to
 * be prepared here, since statements are prepared once.
 * @template T
 * @param {(record: (call: () => Promise<unknown>) => Promise<Sent[]>) => Promise<T>} work
 */
async function listeningIn(work) {
  const { prepare } = Database.prototype;
  /** @type {Sent[]} */
  let sent = [];
  Database.prototype.prepare = new Proxy(prepare, {
    apply(target, database, [sql]) {
      const statement = Reflect.apply(target, database, [sql]);
      const { all } = statement;
      statement.all = (/** @type {unknown[]} */ ...parameters) => {
        sent.push({ sql, parameters });
        return Reflect.apply(all, statement, parameters);
      };
      return statement;
    },
  });
  try {
    return await work(async (call) => {
      sent = [];
      await call();
      if (sent.length === 0) throw new Error("Nothing was heard of what the library sends.");
      return sent;
    });
  } finally {
    Database.prototype.prepare = prepare;
  }
}

/**
 * Copies the tests of a synced database under other ids until it has `wanted`. The search index, which no list uses, is
 * left as it is.
 * @param {string} path
 * @param {number} wanted
 */
function growTo(path, wanted) {
  const database = new Database(path);
  const triggers = database
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'tests'")
    .pluck()
    .all();
  for (const trigger of triggers) database.exec(`DROP TRIGGER "${trigger}"`);
  const names = /** @type {{ name: string }[]} */ (database.pragma("table_info(tests)")).map(({ name }) => name);
  const values = names.map((name) => (name === "id" ? "id + @offset" : name));
  const copy = database.prepare(
    `INSERT INTO tests (${names}) SELECT ${values} FROM tests WHERE id < @limit LIMIT @missing`,
  );
  const count = database.prepare("SELECT count(*) FROM tests").pluck();
  const limit = 10_000_000;
  for (
    let offset = limit, stored = Number(count.get());
    stored < wanted;
    offset += limit, stored = Number(count.get())
  ) {
    copy.run({ offset, limit, missing: wanted - stored });
  }
  database.close();
}

/**
 * A page of 100 tests: the library and the MCP server against prepared statements of the same SQL.
 * @param {string} directory that holds `cache.db`
 * @param {number} tests how many it is to hold
 */
export async function measureLists(directory, tests) {
  const path = join(directory, "cache.db");
  growTo(path, tests);
  const { query, library, plain } = await listeningIn(async (record) => {
    const store = await openStore({ path, customerId: 1 });
    const { rows: products } = await store.listProducts({ limit: 200, offset: 0, now: new Date() });
    const query = (/** @type {number} */ index) => ({
      product_id: products[index % products.length]?.id ?? 0,
      page: 1 + (index % PAGES),
      per_page: 100,
    });
    const call = (/** @type {number} */ index) => listTests(store, query(index));
    const raw = new Database(path, { readonly: true });
    /** @type {{ statement: Database.Statement, parameters: unknown[] }[][]} */
    const prepared = [];
    for (let index = 0; index < DIFFERENT_PAGES; index += 1) {
      const sent = await record(() => call(index));
      prepared.push(sent.map(({ sql, parameters }) => ({ statement: raw.prepare(sql), parameters })));
    }
    const library = await sample(1000, call);
    const plain = await sample(1000, (index) =>
      prepared[index % DIFFERENT_PAGES]?.map(({ statement, parameters }) => statement.all(...parameters)),
    );
    raw.close();
    await store.close();
    return { query, library, plain };
  });
  const at = `list_tests, page of 100 of ${tests.toLocaleString("en")}`;
  const ratio = (/** @type {number} */ fraction) => percentile(library, fraction) / percentile(plain, fraction);
  const detail = (/** @type {number} */ f) =>
    `${percentile(library, f).toFixed(2)} / ${percentile(plain, f).toFixed(2)} ms`;
  return [
    row(`${at}, library p50 / raw`, ratio(0.5), 3, { unit: "x", detail: detail(0.5) }),
    row(`${at}, library p95 / raw`, ratio(0.95), 6, { unit: "x", detail: detail(0.95) }),
    row(`${at}, library p99`, percentile(library, 0.99), 10, { unit: " ms" }),
    row(`${at}, MCP stdio p95`, percentile(await throughMcp(directory, query), 0.95), 6, { unit: " ms" }),
  ];
}

/**
 * @param {string} directory
 * @param {(index: number) => Record<string, unknown>} query
 */
async function throughMcp(directory, query) {
  const env = environment(directory, { url: "http://127.0.0.1:9", token: "x".repeat(40) });
  const client = new Client({ name: "bench", version: "1.0.0" });
  const transport = {
    command: process.execPath,
    args: [cli, "serve"],
    env,
    cwd: directory,
    stderr: /** @type {const} */ ("ignore"),
  };
  await client.connect(new StdioClientTransport(transport));
  try {
    return await sample(500, async (index) => {
      const answer = await client.callTool({ name: "list_tests", arguments: query(index) });
      if (answer.isError) throw new Error(JSON.stringify(answer.content));
    });
  } finally {
    await client.close();
  }
}
