import * as z from "zod";

/**
 * Models write `21`, `"21"`, `[21]`, `"21, 22"` and `"[21, 22]"` for the same thing. These take all of them, and tell
 * clients of the plain form only. What cannot be read is passed on as it came, for the schema to name it.
 */
export function id() {
  return z.preprocess((value) => toNumber(onlyOne(value)), z.int().positive());
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

/** A list of values out of a fixed set, in any case; at least one. `synonyms` are read as the value they stand for. */
export function choices<const Values extends readonly [string, ...string[]]>(values: Values, synonyms: Synonyms = {}) {
  const read = (value: unknown) => toList(value).map((entry) => meant(toChoice(entry), synonyms));
  return z.preprocess(read, z.array(z.enum(values)).min(1));
}

type Synonyms = Readonly<Record<string, string>>;

function meant(value: unknown, synonyms: Synonyms): unknown {
  return typeof value === "string" && Object.hasOwn(synonyms, value) ? synonyms[value] : value;
}

/**
 * As {@link choices}, for values that TestIO may add to: others pass, for whoever knows what is stored to judge them.
 * Clients are told of the usual ones only.
 */
export function usualChoices(values: readonly string[], synonyms: Synonyms = {}) {
  const read = (value: unknown) => toList(value).map((entry) => meant(toChoice(entry), synonyms));
  return z.preprocess(read, z.array(z.string().meta({ enum: [...values] })).min(1));
}

/** A list of ids, with `none` for what has none; at least one. */
export function idListOrNone() {
  const read = (value: unknown) => toList(value).map((entry) => toChoice(toNumber(entry)));
  return z.preprocess(read, z.array(z.union([z.int().positive(), z.literal("none")])).min(1));
}

/** A list of texts; at least one. */
export function textList() {
  return z.preprocess(toList, z.array(z.string()).min(1));
}

/** One value out of a fixed set, in any case. `synonyms` are read as the value they stand for. */
export function choice<const Values extends readonly [string, ...string[]]>(values: Values, synonyms: Synonyms = {}) {
  return z.preprocess((value) => meant(toChoice(value), synonyms), z.enum(values));
}

/** Names with values, or the same as JSON text. */
export function valuesByName() {
  const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
  return z.preprocess(toObject, z.record(z.string(), z.union([scalar, z.array(scalar)])));
}

/** `true`, `false`, or either as a text. */
export function flag() {
  return z.preprocess((value) => (value === "true" ? true : value === "false" ? false : value), z.boolean());
}

/** The entry of a list with one entry. */
function onlyOne(value: unknown): unknown {
  const list = Array.isArray(value) || (typeof value === "string" && value.trim().startsWith("[")) ? toList(value) : [];
  return list.length === 1 ? list[0] : value;
}

function toNumber(value: unknown): unknown {
  return typeof value === "string" && /^\s*\d{1,15}\s*$/.test(value) ? Number(value) : value;
}

function toChoice(value: unknown): unknown {
  return typeof value === "string"
    ? value
        .trim()
        .toLowerCase()
        .replaceAll(/[\s-]+/g, "_")
    : value;
}

function toObject(value: unknown): unknown {
  return typeof value === "string" && value.trim().startsWith("{") ? parsed(value) : value;
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
  const list = parsed(text);
  return Array.isArray(list) ? list : [value];
}

/** A text as the JSON it is; as it stands when it is none, for the schema to name it. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}
