import type { CustomerSql } from "../../../sqlite/customer-sql.js";
import type { Sql } from "../../../sqlite/sql.js";
import { type BugColumns, bugColumns, bugsOfTests, type RawBugs } from "./bug-columns.js";
import { bugFeatures, featuresOfBugs, type RawFeatures } from "./bug-features.js";
import { type RawRejections, rejectionDays, rejectionsOfBugs } from "./bug-rejections.js";
import { bugSystems, type RawSystems, systemsOfBugs } from "./bug-systems.js";
import { bytesOf, type Codes, type Lists } from "./codes.js";
import type { Vocabulary } from "./vocabulary.js";

/** Bugs of a block of tests, with what was wanted of them so far. */
export interface BugBlock {
  bugs: BugColumns;
  /** The feature each was reported on. */
  features: Codes | null;
  /** The systems each was found on. */
  systems: Lists | null;
  /** Days from report to rejection of each; NaN where there are none. */
  rejectionDays: Float64Array | null;
  bytes: number;
}

/** What costs extra to read, and not every question is about; true = wanted. */
export type BugNeeds = Record<"features" | "systems" | "rejectionDays", boolean>;
/** What a block lacks of what is wanted. */
export type Lacking = BugNeeds & { bugs: boolean };

export function lackingOf(block: BugBlock | null, { features, systems, rejectionDays }: BugNeeds): Lacking {
  return {
    bugs: block === null,
    features: features && (block?.features ?? null) === null,
    systems: systems && (block?.systems ?? null) === null,
    rejectionDays: rejectionDays && (block?.rejectionDays ?? null) === null,
  };
}

/** What SQLite answers of a block, of which only what it lacks is there. */
export type RawBlock = RawBugs & RawFeatures & RawSystems & RawRejections;

/** {@link RawBlock}, for `FROM`. @param tests a table with the ids of tests as `value` */
export function blockParts(db: CustomerSql, tests: Sql, lacking: Lacking): Sql[] {
  return [
    ...(lacking.bugs ? [bugsOfTests(db, tests)] : []),
    ...(lacking.features ? [featuresOfBugs(db, tests)] : []),
    ...(lacking.systems ? [systemsOfBugs(db, tests)] : []),
    ...(lacking.rejectionDays ? [rejectionsOfBugs(db, tests)] : []),
  ];
}

/** A block with what it lacked. @param rowOf the row of a test among those of its product, by its id */
export function completed(
  block: BugBlock | null,
  raw: RawBlock,
  lacking: Lacking,
  rowOf: ReadonlyMap<number, number>,
  vocabulary: Vocabulary,
): BugBlock {
  const bugs = block?.bugs ?? bugColumns(raw, rowOf, vocabulary);
  const features = lacking.features ? bugFeatures(raw, vocabulary) : (block?.features ?? null);
  const systems = lacking.systems ? bugSystems(raw, vocabulary) : (block?.systems ?? null);
  const days = lacking.rejectionDays ? rejectionDays(raw, bugs, vocabulary) : (block?.rejectionDays ?? null);
  const columns = [...Object.values(bugs), features, systems?.starts ?? null, systems?.values ?? null, days];
  return { bugs, features, systems, rejectionDays: days, bytes: bytesOf(columns) };
}
