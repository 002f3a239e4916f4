import cliTruncate from "cli-truncate";
import stringWidth from "string-width";
import { type Cell, type Column, cellText, headingOf } from "./column.js";
import type { Paint } from "./paint.js";

const GAP = "  ";
/** Below this, what is left of a text says little. */
const NARROWEST_LONG = 16;
const NARROWEST = 4;

export interface FittedTable {
  heading: string;
  lines: string[];
  /** To draw more rows under the same heading. */
  layout: Layout;
  /** Columns there was no room for. */
  leftOut: string[];
}

/** The columns of a table, and how wide each is. */
export type Layout = readonly { name: string; width: number }[];

interface Drawn {
  name: string;
  texts: string[];
  cells: Cell[];
  isRight: boolean;
  isLong: boolean;
  mayGo: boolean;
  width: number;
  style: Column<never>["style"];
}

/**
 * Columns under their headings, numbers to the right. On a terminal long texts are cut, and columns left out from the right,
 * until a row fits into one line; elsewhere nothing is.
 *
 * @param width of the terminal; null = there is none
 * @param areChosen whether the columns were asked for, so that none may be left out
 * @param like the table these rows go on with
 */
export function fittedTable<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  {
    width,
    areChosen,
    paint,
    like,
  }: { width: number | null; areChosen: boolean; paint: Paint; like?: Layout | undefined },
): FittedTable {
  const drawn = columns.map((column) => draw(column, rows, areChosen));
  const kept = like === undefined ? (width === null ? drawn : narrow(drawn, width)) : alike(drawn, like, width);
  const heading = line(kept.map((column, index) => place(column, headingOf(column.name), index === kept.length - 1)));
  const body = rows.map((_, row) =>
    line(
      kept.map((column, index) => {
        const text = place(column, column.texts[row] ?? "", index === kept.length - 1);
        const style = column.style?.(column.cells[row] ?? null) ?? null;
        return style === null ? text : paint(style, text);
      }),
    ),
  );
  const cut = (text: string) => (width === null ? text : cliTruncate(text, width));
  return {
    heading: cut(paint("bold", heading)),
    lines: body.map(cut),
    layout: kept.map(({ name, width }) => ({ name, width })),
    leftOut: drawn.map(({ name }) => name).filter((name) => !kept.some((column) => column.name === name)),
  };
}

function draw<Row>(column: Column<Row>, rows: readonly Row[], isChosen: boolean): Drawn {
  const { name, kind, isLong, when, style } = column;
  const cells = rows.map((row) => column.of(row));
  const texts = cells.map((cell) => cellText(cell, kind));
  return {
    name,
    cells,
    texts,
    isLong,
    style,
    mayGo: !isChosen && when !== "always",
    isRight: kind === "number" || kind === "share",
    width: Math.max(stringWidth(headingOf(name)), ...texts.map((text) => stringWidth(text))),
  };
}

/** Where nothing may be cut, a column grows with what it has to hold. */
function alike(columns: readonly Drawn[], like: Layout, width: number | null): Drawn[] {
  return like.flatMap(({ name, width: before }) =>
    columns
      .filter((column) => column.name === name)
      .map((column) => ({ ...column, width: width === null ? Math.max(before, column.width) : before })),
  );
}

function narrow(columns: Drawn[], width: number): Drawn[] {
  const kept = [...columns];
  const needed = () => totalWidth(kept.map((column) => narrowest(column)));
  while (needed() > width) {
    const last = kept.findLastIndex(({ mayGo }) => mayGo);
    if (last === -1) break;
    kept.splice(last, 1);
  }
  shrink(kept, width, NARROWEST_LONG);
  shrink(kept, width, NARROWEST);
  return kept;
}

/** Takes from the widest of the long columns first. */
function shrink(columns: readonly Drawn[], width: number, smallest: number): void {
  let excess = totalWidth(columns.map((column) => column.width)) - width;
  for (; excess > 0; excess -= 1) {
    const [widest] = columns
      .filter((column) => column.isLong && column.width > smallest)
      .sort((one, other) => other.width - one.width);
    if (widest === undefined) return;
    widest.width -= 1;
  }
}

function narrowest({ isLong, width }: Drawn): number {
  return isLong ? Math.min(width, NARROWEST_LONG) : width;
}

function totalWidth(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width, 0) + GAP.length * Math.max(0, widths.length - 1);
}

function place({ width, isRight }: Drawn, text: string, isLast: boolean): string {
  const cut = cliTruncate(text, width);
  const room = " ".repeat(Math.max(0, width - stringWidth(cut)));
  if (isRight) return `${room}${cut}`;
  return isLast ? cut : `${cut}${room}`;
}

function line(cells: readonly string[]): string {
  return cells.join(GAP);
}
