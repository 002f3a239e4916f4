/** Sensible readings of values that are not of the expected type. Null: there is none. */

const INTEGER = /^\s*-?\d{1,16}\s*$/;

export function readInteger(value: unknown): number | null {
  const number = typeof value === "string" && INTEGER.test(value) ? Number(value) : value;
  return typeof number === "number" && Number.isSafeInteger(number) ? number : null;
}

/** An id the database can use: a whole number above zero. */
export function readId(value: unknown): number | null {
  const id = readInteger(value);
  return id !== null && id > 0 ? id : null;
}

/** Numbers and booleans are readable as text; objects and arrays are not. */
export function readText(value: unknown): string | null {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : null;
}

export function readBoolean(value: unknown): boolean | null {
  if (value === true || value === 1 || value === "true" || value === "1") return true;
  return value === false || value === 0 || value === "false" || value === "0" ? false : null;
}

const ISO_DATE = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s?(?:Z|[+-]\d{2}:?\d{2})?)?$/i;
const ISO_WITHOUT_OFFSET = /^\d{4}-\d{2}-\d{2}[T ][\d:.]+$/;

/** An ISO 8601 time. Without an offset it is taken as UTC, never as the local time of whoever runs this. */
export function readDate(value: unknown): Date | null {
  if (typeof value !== "string" || !ISO_DATE.test(value)) return null;
  const date = new Date(ISO_WITHOUT_OFFSET.test(value) ? `${value}Z` : value);
  return Number.isNaN(date.getTime()) ? null : date;
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
