import type { AggregateOptions } from "../../types.js";
import type { Codes, Rows } from "./columns/codes.js";
import { NONE } from "./columns/dictionary.js";
import type { Scratch } from "./columns/scratch.js";
import type { KeyColumn, ListColumn } from "./keys.js";
import { PairIndex } from "./pair-index.js";

/** Rows and the groups they are in; a row that is in several comes several times, one after the other. */
export interface GroupedRows {
  rows: Rows;
  /** The group of each. */
  groups: Uint32Array;
  /** How many groups there are so far. */
  size: number;
}

type RowsOfGroups = Omit<GroupedRows, "size">;

/** A column, and in it the place of each row; null = the row itself. */
export interface PlacedColumn {
  column: KeyColumn;
  placeOf: Codes | null;
}

/**
 * The groups of a question, in the order they come. What is grouped by several dimensions is grouped by the first, then
 * those groups by the second, and so on: each step numbers pairs of a group and a key.
 */
export class Groups {
  readonly #steps: readonly PairIndex[];

  /**
   * What holds for groups holds for those of each step: whatever is a group after one step has at least one after the
   * next, as rows without a key that is let through are no rows of the question.
   *
   * @throws {TooManyGroupsError} from `add`, once there are more than `mostGroups`
   */
  constructor(dimensions: number, { mostGroups }: Pick<AggregateOptions<string>, "mostGroups">) {
    this.#steps = Array.from({ length: dimensions }, () => new PairIndex(mostGroups));
  }

  get size(): number {
    // Without dimensions, everything is one group, even when there is nothing.
    return this.#steps.at(-1)?.size ?? 1;
  }

  /** @param columns one for each dimension */
  add(rows: Rows, columns: readonly PlacedColumn[], scratch: Scratch): GroupedRows {
    let grouped: RowsOfGroups = { rows, groups: scratch.take(rows.length).fill(0) };
    for (const [index, step] of this.#steps.entries()) {
      const placed = columns[index];
      if (placed === undefined) continue;
      const { column, placeOf } = placed;
      grouped =
        "lists" in column ? split(grouped, column, placeOf, step, scratch) : numbered(grouped, column, placeOf, step);
    }
    return { ...grouped, size: this.size };
  }

  /** Calls `take` with the code of a group in each dimension, the last one first. */
  decode(group: number, take: (place: number, code: number) => void): void {
    let before = group;
    for (let place = this.#steps.length - 1; place >= 0; place -= 1) {
      take(place, this.#steps[place]?.rightOf(before) ?? NONE);
      before = this.#steps[place]?.leftOf(before) ?? 0;
    }
  }
}

function numbered({ rows, groups }: RowsOfGroups, codes: Codes, placeOf: Codes | null, step: PairIndex): RowsOfGroups {
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index] ?? 0;
    const place = placeOf === null ? row : (placeOf[row] ?? 0);
    groups[index] = step.numberOf(groups[index] ?? 0, codes[place] ?? NONE);
  }
  return { rows, groups };
}

/** Each row once for each of its keys. */
function split(
  { rows, groups }: RowsOfGroups,
  { lists: { starts, values }, allow }: ListColumn,
  placeOf: Codes | null,
  step: PairIndex,
  scratch: Scratch,
): RowsOfGroups {
  // Without any code, a row has one entry as well: "none".
  const places = scratch.take(rows.length);
  let most = 0;
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index] ?? 0;
    const place = placeOf === null ? row : (placeOf[row] ?? 0);
    places[index] = place;
    most += Math.max(1, (starts[place + 1] ?? 0) - (starts[place] ?? 0));
  }
  const splitRows = scratch.take(most);
  const splitGroups = scratch.take(most);
  let size = 0;
  for (let index = 0; index < rows.length; index += 1) {
    const group = groups[index] ?? 0;
    const place = places[index] ?? 0;
    const start = starts[place] ?? 0;
    const end = starts[place + 1] ?? 0;
    for (let at = start; at < Math.max(end, start + 1); at += 1) {
      const code = at < end ? (values[at] ?? NONE) : NONE;
      if (allow !== null && allow[code] !== 1) continue;
      splitRows[size] = rows[index] ?? 0;
      splitGroups[size] = step.numberOf(group, code);
      size += 1;
    }
  }
  return { rows: splitRows.subarray(0, size), groups: splitGroups.subarray(0, size) };
}
