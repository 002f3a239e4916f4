import type { Style } from "./paint.js";
import { plainLine } from "./plain-text.js";
import { minuteOf } from "./words.js";

export type Cell = string | number | boolean | null;

/** `moment`: ISO 8601. `share`: 0-1. */
export type CellKind = "text" | "number" | "moment" | "share";

/** One column of a list, for tables and CSV. */
export interface Column<Row> {
  /** As in the JSON of the answer. */
  name: string;
  kind: CellKind;
  of: (row: Row) => Cell;
  /** `always`: stays on the narrowest terminal. `full`: only with all details, or when asked for. `chosen`: only then. */
  when: "always" | "usual" | "full" | "chosen";
  /** Whether its texts may be cut to make room. */
  isLong: boolean;
  style: ((cell: Cell) => Style | null) | null;
}

type Choices<Row> = Partial<Pick<Column<Row>, "kind" | "when" | "isLong" | "style">>;

export function column<Row>(name: string, of: (row: Row) => Cell, choices: Choices<Row> = {}): Column<Row> {
  return { name, of, kind: "text", when: "usual", isLong: false, style: null, ...choices };
}

/** `ends_at` as a heading: `Ends at`. */
export function headingOf(name: string): string {
  const words = plainLine(name).replaceAll("_", " ");
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

const UNKNOWN = "–";

/** A cell as people read it. */
export function cellText(cell: Cell, kind: CellKind): string {
  if (cell === null || cell === "") return UNKNOWN;
  if (typeof cell === "boolean") return cell ? "yes" : "no";
  if (kind === "share" && typeof cell === "number") return shareText(cell);
  if (typeof cell === "number") return kind === "number" ? cell.toLocaleString("en-US") : String(cell);
  if (kind === "moment") return momentText(cell);
  return plainLine(cell);
}

/** `12.5 %`. */
export function shareText(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

/** A time of day is left out where there is none. */
export function momentText(iso: string): string {
  const moment = new Date(iso);
  if (Number.isNaN(moment.getTime())) return plainLine(iso);
  return minuteOf(moment).replace(/ 00:00$/, "");
}
