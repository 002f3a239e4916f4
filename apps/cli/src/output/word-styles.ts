import type { Cell } from "./column.js";
import type { Style } from "./paint.js";

const STYLES: Readonly<Record<string, Style>> = {
  critical: "red",
  high: "yellow",
  forwarded: "yellow",
  accepted: "green",
  auto_accepted: "green",
  rejected: "red",
  running: "green",
  waiting: "yellow",
  cancelled: "dim",
};

/** How statuses and severities stand out. Each says in words what its colour says. */
export function wordStyle(cell: Cell): Style | null {
  return typeof cell === "string" ? (STYLES[cell] ?? null) : null;
}
