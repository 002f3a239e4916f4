import * as z from "zod";

/**
 * Models write `21`, `"21"`, `[21]`, `"21, 22"` and `"[21, 22]"` for the same thing. These take all of them, and tell
 * clients of the plain form only. What cannot be read is passed on as it came, for the schema to name it.
 */
export function id() {
  return z.preprocess(toNumber, z.int().positive());
}

/** A whole number in a range. */
export function wholeNumber(min: number, max?: number) {
  const schema = z.int().min(min);
  return z.preprocess(toNumber, max === undefined ? schema : schema.max(max));
}

/** A list of ids; at least one. */
export function idList() {
  return z.preprocess((value) => toList(value).map(toNumber), z.array(z.int().positive()).min(1));
}

/** A list of values out of a fixed set, in any case; at least one. */
export function choices<const Values extends readonly [string, ...string[]]>(values: Values) {
  return z.preprocess((value) => toList(value).map(toChoice), z.array(z.enum(values)).min(1));
}

/** One value out of a fixed set, in any case. */
export function choice<const Values extends readonly [string, ...string[]]>(values: Values) {
  return z.preprocess(toChoice, z.enum(values));
}

/** `true`, `false`, or either as a text. */
export function flag() {
  return z.preprocess((value) => (value === "true" ? true : value === "false" ? false : value), z.boolean());
}

function toNumber(value: unknown): unknown {
  return typeof value === "string" && /^\s*\d{1,15}\s*$/.test(value) ? Number(value) : value;
}

function toChoice(value: unknown): unknown {
  return typeof value === "string" ? value.trim().toLowerCase() : value;
}

function toList(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  if (typeof value !== "string") return [value];
  const text = value.trim();
  if (!text.startsWith("["))
    return text
      .split(",")
      .map((part) => part.trim())
      .filter((part) => part !== "");
  try {
    const parsed: unknown = JSON.parse(text);
    return Array.isArray(parsed) ? parsed : [value];
  } catch (error) {
    // Not JSON after all: the schema rejects the text as it stands.
    if (error instanceof SyntaxError) return [value];
    throw error;
  }
}
