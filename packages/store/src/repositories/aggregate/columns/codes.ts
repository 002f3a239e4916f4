import { NONE } from "./dictionary.js";

/** A column of numbers from 0, as narrow as they allow. */
export type Codes = Uint16Array | Uint32Array;

/** Rows of columns, ascending. */
export type Rows = Uint32Array<ArrayBuffer>;

const MOST_OF_16_BITS = 0xffff;

function narrow(codes: Uint32Array): Codes {
  for (const code of codes) if (code > MOST_OF_16_BITS) return codes;
  return new Uint16Array(codes);
}

/** The codes of so many rows. `TypedArray.from` with a function takes ten times as long as the loop. */
export function codesOf(rows: number, codeOf: (row: number) => number): Codes {
  return narrow(passingCodes(rows, codeOf));
}

/** The same, for as long as a question takes: not worth a narrower copy. */
export function passingCodes(rows: number, codeOf: (row: number) => number): Uint32Array {
  const codes = new Uint32Array(rows);
  for (let row = 0; row < rows; row += 1) codes[row] = codeOf(row);
  return codes;
}

/** All of so many rows. */
export function allRows(size: number): Rows {
  const rows = new Uint32Array(size);
  for (let row = 0; row < size; row += 1) rows[row] = row;
  return rows;
}

/** Of each row any number of codes, each once: those of row `i` are `values` from `starts[i]` to before `starts[i + 1]`. */
export interface Lists {
  starts: Codes;
  values: Codes;
}

/**
 * @param rows how many rows there are
 * @param rowOf of each entry, its row, in any order
 * @param codes of each entry, its code; none at all is in no list
 */
export function listsOf(rows: number, rowOf: readonly number[], codes: readonly number[]): Lists {
  const ends = new Uint32Array(rows + 1);
  for (let entry = 0; entry < codes.length; entry += 1) {
    if (codes[entry] !== NONE) ends[(rowOf[entry] ?? 0) + 1] = (ends[(rowOf[entry] ?? 0) + 1] ?? 0) + 1;
  }
  for (let row = 0; row < rows; row += 1) ends[row + 1] = (ends[row + 1] ?? 0) + (ends[row] ?? 0);
  const places = ends.slice();
  const values = new Uint32Array(ends[rows] ?? 0);
  for (let entry = 0; entry < codes.length; entry += 1) {
    const [row, code] = [rowOf[entry] ?? 0, codes[entry] ?? NONE];
    if (code === NONE) continue;
    values[places[row] ?? 0] = code;
    places[row] = (places[row] ?? 0) + 1;
  }
  return withoutRepetitions(ends, values);
}

function withoutRepetitions(starts: Uint32Array, values: Uint32Array): Lists {
  const kept = new Uint32Array(starts.length);
  let size = 0;
  for (let row = 0; row + 1 < starts.length; row += 1) {
    const first = size;
    for (let place = starts[row] ?? 0; place < (starts[row + 1] ?? 0); place += 1) {
      const value = values[place] ?? NONE;
      let at = first;
      while (at < size && values[at] !== value) at += 1;
      if (at === size) values[size++] = value;
    }
    kept[row + 1] = size;
  }
  return { starts: narrow(kept), values: narrow(values.slice(0, size)) };
}

export const bytesOf = (columns: readonly (ArrayBufferView | null)[]): number =>
  columns.reduce((sum, column) => sum + (column?.byteLength ?? 0), 0);

/** Columns that the question was said to need; that they are there is no matter of data. */
export function present<Column>(column: Column | null | undefined): Column {
  if (column === null || column === undefined) throw new Error("These columns were not asked for.");
  return column;
}
