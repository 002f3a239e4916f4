import { startOfDay } from "./days.js";

const ISO =
  /^(\d{4}-\d{2}-\d{2})(?:[T ]([01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(Z|[+-](?:[01]\d|2[0-3]):?[0-5]\d)?)?$/i;

/** The day (UTC) of an ISO 8601 date or moment, or null when the text is none. Times without a zone are UTC. */
export function isoDay(text: string): Date | null {
  const [, date, hour, zone] = ISO.exec(text) ?? [];
  if (date === undefined) return null;
  const day = new Date(`${date}T00:00:00.000Z`);
  // JavaScript reads 30 February as 2 March.
  if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== date) return null;
  if (hour === undefined || zone === undefined || zone.toUpperCase() === "Z") return day;
  return startOfDay(new Date(text.replace(" ", "T").replace(/([+-]\d{2})(\d{2})$/, "$1:$2")));
}
