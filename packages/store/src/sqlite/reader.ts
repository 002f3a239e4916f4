import Database from "better-sqlite3";
import type { Reader } from "./adapter.js";
import type { Statement } from "./steps.js";

/** Lists with all their filters make some dozens of statements; more are seldom asked again. */
const MOST_PREPARED = 100;

/** How long SQLite's own short locks are waited for, without a turn of the event loop. */
const BUSY_TIMEOUT_MS = 25;

interface Prepared {
  statement: Database.Statement<unknown[], Record<string, unknown>>;
  /** The columns that hold moments, and those that hold truth: SQLite has them as texts and numbers. */
  moments: readonly string[];
  flags: readonly string[];
}

/**
 * A connection that only reads, on the driver itself: statements are prepared once and answer rows as they are wanted. Prisma's
 * client prepares each anew and passes every value through several forms, which took a third of the time of a list.
 */
export class FileReader implements Reader {
  readonly #database: Database.Database;
  /** By their text, the one used longest ago first. */
  readonly #prepared = new Map<string, Prepared>();

  constructor(path: string) {
    this.#database = new Database(path, { fileMustExist: true, timeout: BUSY_TIMEOUT_MS });
    this.#database.pragma("query_only = ON");
  }

  async query<Row>({ sql, args }: Statement): Promise<Row[]> {
    const { statement, moments, flags } = this.#prepare(sql);
    const rows = statement.all(...args.map(bindable));
    for (const column of moments) for (const row of rows) row[column] = momentOf(row[column]);
    for (const column of flags) for (const row of rows) row[column] = flagOf(row[column]);
    return rows as Row[];
  }

  async execute({ sql, args }: Statement): Promise<number> {
    return this.#database.prepare(sql).run(...args.map(bindable)).changes;
  }

  async close(): Promise<void> {
    this.#prepared.clear();
    this.#database.close();
  }

  #prepare(sql: string): Prepared {
    const known = this.#prepared.get(sql);
    const prepared = known ?? prepare(this.#database, sql);
    this.#prepared.delete(sql);
    this.#prepared.set(sql, prepared);
    const [oldest] = this.#prepared.keys();
    if (this.#prepared.size > MOST_PREPARED && oldest !== undefined) this.#prepared.delete(oldest);
    return prepared;
  }
}

function prepare(database: Database.Database, sql: string): Prepared {
  const statement = database.prepare<unknown[], Record<string, unknown>>(sql);
  const columns = statement.columns();
  const of = (kind: string) => columns.filter(({ type }) => type === kind).map(({ name }) => name);
  return { statement, moments: of("DATETIME"), flags: of("BOOLEAN") };
}

const bindable = (value: unknown): unknown => (typeof value === "boolean" ? Number(value) : value);
const momentOf = (value: unknown): Date | null => (value === null ? null : new Date(String(value)));
const flagOf = (value: unknown): boolean | null => (value === null ? null : value === 1);
