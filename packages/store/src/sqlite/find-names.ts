import Database from "better-sqlite3";
import type { NamedRecord, NamesQuery, StoredName } from "../types.js";
import { errorCode } from "./sqlite-code.js";

/** Somebody waits with a finger on a key. */
const BUSY_TIMEOUT_MS = 25;
const MOST_DIGITS = 11;

/** In the order they are offered: by name where names are typed, else the latest first. */
const ALL: Record<NamedRecord, string> = {
  product: `SELECT id, title AS name FROM products
    WHERE customer_id = ? AND deleted_at IS NULL ORDER BY title COLLATE NOCASE, id LIMIT ?`,
  section: `SELECT id, title AS name FROM sections
    WHERE customer_id = ? AND deleted_at IS NULL ORDER BY title COLLATE NOCASE, id LIMIT ?`,
  feature: `SELECT id, title AS name FROM features
    WHERE customer_id = ? AND deleted_at IS NULL ORDER BY title COLLATE NOCASE, id LIMIT ?`,
  user: `SELECT id, username AS name FROM users
    WHERE customer_id = ? ORDER BY last_activity_at DESC, id LIMIT ?`,
  test: `SELECT id, title AS name FROM tests
    WHERE customer_id = ? AND deleted_at IS NULL ORDER BY end_at DESC, id DESC LIMIT ?`,
  bug: `SELECT id, title AS name FROM bugs
    WHERE customer_id = ? AND deleted_at IS NULL ORDER BY id DESC LIMIT ?`,
  problem_position: `SELECT p.id, 'position ' || p.position || ' of ' || coalesce(t.title, p.product_id) AS name
    FROM problem_positions p LEFT JOIN products t ON t.customer_id = p.customer_id AND t.id = p.product_id
    WHERE p.customer_id = ? ORDER BY p.id LIMIT ?`,
};

/** Along the primary keys, the latest first. */
const BY_ID: Record<NamedRecord, string> = {
  product: `SELECT id, title AS name FROM products
    WHERE customer_id = ? AND id BETWEEN ? AND ? AND deleted_at IS NULL ORDER BY id DESC LIMIT ?`,
  section: `SELECT id, title AS name FROM sections
    WHERE customer_id = ? AND id BETWEEN ? AND ? AND deleted_at IS NULL ORDER BY id DESC LIMIT ?`,
  feature: `SELECT id, title AS name FROM features
    WHERE customer_id = ? AND id BETWEEN ? AND ? AND deleted_at IS NULL ORDER BY id DESC LIMIT ?`,
  user: `SELECT id, username AS name FROM users
    WHERE customer_id = ? AND id BETWEEN ? AND ? ORDER BY id DESC LIMIT ?`,
  test: `SELECT id, title AS name FROM tests
    WHERE customer_id = ? AND id BETWEEN ? AND ? AND deleted_at IS NULL ORDER BY id DESC LIMIT ?`,
  bug: `SELECT id, title AS name FROM bugs
    WHERE customer_id = ? AND id BETWEEN ? AND ? AND deleted_at IS NULL ORDER BY id DESC LIMIT ?`,
  problem_position: `SELECT id, 'position ' || position AS name FROM problem_positions
    WHERE customer_id = ? AND id BETWEEN ? AND ? ORDER BY id DESC LIMIT ?`,
};

/** On the driver itself: loading Prisma would take longer than all the rest. */
export function findNamesIn({ path, customerId, of, idPrefix = "", limit }: NamesQuery): StoredName[] {
  try {
    const database = new Database(path, { readonly: true, fileMustExist: true, timeout: BUSY_TIMEOUT_MS });
    try {
      if (idPrefix === "") return database.prepare<unknown[], StoredName>(ALL[of]).all(customerId, limit);
      const byId = database.prepare<unknown[], StoredName>(BY_ID[of]);
      const found: StoredName[] = [];
      for (const [first, last] of rangesOf(idPrefix)) {
        found.push(...byId.all(customerId, first, last, limit - found.length));
      }
      return found;
    } finally {
      database.close();
    }
  } catch (error) {
    // Whoever types a command has not asked for the database: what is wrong with it is said when the command runs.
    if (isOfDatabase(error)) return [];
    throw error;
  }
}

/** `12` begins 12, 120-129, 1200-1299 and so on: ranges of the primary key, where a pattern would read every row. */
function rangesOf(prefix: string): [first: number, last: number][] {
  if (!/^[1-9]\d*$/.test(prefix) || prefix.length > MOST_DIGITS) return [];
  return Array.from({ length: MOST_DIGITS - prefix.length + 1 }, (_, digits) => {
    const first = Number(prefix) * 10 ** digits;
    return [first, first + 10 ** digits - 1];
  });
}

/** better-sqlite3 knows no code for a directory that does not exist. */
function isOfDatabase(error: unknown): boolean {
  return (
    errorCode(error) !== null || (error instanceof TypeError && error.message.includes("directory does not exist"))
  );
}
