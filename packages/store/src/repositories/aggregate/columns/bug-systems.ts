import type { CustomerSql } from "../../../sqlite/customer-sql.js";
import { type Sql, sql } from "../../../sqlite/sql.js";
import { bugsByTest } from "./bug-columns.js";
import { type Lists, listsOf } from "./codes.js";
import { jsonColumns, parsed } from "./json-columns.js";
import { named, type Vocabulary } from "./vocabulary.js";

/** The devices of bugs, and those without, as SQLite answers them: a bug comes once for each of its devices. */
export interface RawSystems {
  deviceBugs: string;
  systems: string;
}

/** {@link RawSystems} in the order of {@link bugsByTest}, for `FROM`. */
export function systemsOfBugs(db: CustomerSql, tests: Sql): Sql {
  const columns = { deviceBugs: sql`b.id`, systems: sql`d.operating_system` };
  // Left alone, SQLite takes the key's own index of devices, and reads each row for the one column that lacks there.
  return sql`(SELECT ${jsonColumns(columns)} FROM ${bugsByTest(db, tests)}
    LEFT JOIN bug_devices d INDEXED BY bug_devices_by_bug ON d.customer_id = ${db.customerId} AND d.bug_id = b.id)`;
}

/** The systems that each bug was found on. */
export function bugSystems(raw: RawSystems, vocabulary: Vocabulary): Lists {
  const ids = parsed<number>(raw.deviceBugs);
  const codes = parsed<string | null>(raw.systems).map((system) => vocabulary.systems.codeOf(named(system)));
  let row = -1;
  const rowOf = ids.map((id, index) => {
    if (id !== ids[index - 1]) row += 1;
    return row;
  });
  return listsOf(row + 1, rowOf, codes);
}
