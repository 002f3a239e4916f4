import { BUG_STATUSES, type Store, TEST_STATUS_RANK, type TimeDimension } from "@testio/store";
import { InvalidQueryError } from "../errors/invalid-query-error.js";
import { enumerate, shorten } from "../format/text.js";
import { NONE, OPEN } from "../lists/filter.js";
import { ALL, refuseUnknown, type UsualDimension } from "../lists/usual-values.js";
import { DIMENSIONS, type MetricDimension } from "./dimensions.js";
import type { FilterValue } from "./query.js";

const LONGEST_SHOWN = 60;

/** Something a caller wrote, for an error. */
export function quoted(text: unknown): string {
  return JSON.stringify(shorten(String(text), LONGEST_SHOWN));
}

/** The values of a filter, each once; null = none. An empty list narrows nothing, as in lists. */
export function listed(value: FilterValue | readonly FilterValue[]): (string | number | boolean | null)[] {
  const values: readonly FilterValue[] = isList(value) ? value : [value];
  const trimmed = values.map((entry) => (typeof entry === "string" ? entry.trim() : entry));
  return [...new Set(trimmed.map((entry) => (String(entry).toLowerCase() === NONE ? null : entry)))];
}

function isList(value: FilterValue | readonly FilterValue[]): value is readonly FilterValue[] {
  return Array.isArray(value);
}

const spelled = (text: string): string => text.toLowerCase().replace(/[\s-]+/g, "_");

/**
 * Values that are mostly out of a list, spelled as it spells them; null = none.
 *
 * @param words what else is understood
 * @throws InvalidQueryError when one of them is neither in the list nor stored, naming those that are valid.
 */
export async function usualValues(
  store: Store,
  dimension: UsualDimension,
  field: string,
  values: readonly FilterValue[],
  words: readonly string[] = [],
): Promise<(string | null)[]> {
  const known: readonly string[] = [...(DIMENSIONS[dimension].values ?? []), ...words];
  const meant = values.map((value) => {
    if (value === null) return null;
    const text = spelled(String(value));
    return known.includes(text) ? text : String(value);
  });
  const canBeNone = dimension === "testing_type" || dimension === "rejection_reason";
  const present = meant.map((value) => value ?? NONE);
  await refuseUnknown(store, dimension, field, present, canBeNone ? [...words, NONE] : words);
  return [...new Set(meant)];
}

/** The same of dimensions that everything has a value of. */
export async function presentValues(...question: Parameters<typeof usualValues>): Promise<string[]> {
  return (await usualValues(...question)).filter((value) => value !== null);
}

/** @throws InvalidQueryError when one is neither `true` nor `false`. */
export function flags(field: string, values: readonly FilterValue[]): string[] {
  return values.map((value) => {
    const text = String(value).toLowerCase();
    if (text === "true" || text === "false") return text;
    throw new InvalidQueryError(field, `${field} cannot be ${quoted(value)}. Valid: true, false.`);
  });
}

/** Statuses of bugs, with `open` for those that wait for the customer. */
export async function bugStatuses(store: Store, field: string, values: readonly FilterValue[]): Promise<string[]> {
  const statuses = await presentValues(store, "bug_status", field, values, [OPEN]);
  return [...new Set(statuses.map((status) => (status === OPEN ? BUG_STATUSES[0] : status)))];
}

/** Which statuses `status` means: its values decide. */
export function statusMeaning(field: string, values: readonly FilterValue[]): "test_status" | "bug_status" {
  const texts = values.map((value) => String(value).toLowerCase());
  const ofTests = texts.filter((text) => text === ALL || TEST_STATUS_RANK.some((status) => status === text));
  const ofBugs = texts.filter((text) => text === OPEN || BUG_STATUSES.some((status) => status === text));
  if (ofTests.length === texts.length) return "test_status";
  if (ofBugs.length === texts.length) return "bug_status";
  const choices = `Of tests: ${TEST_STATUS_RANK.join(", ")}. Of bugs: ${BUG_STATUSES.join(", ")}.`;
  if (ofTests.length + ofBugs.length < texts.length) {
    const unknown = texts.filter((text) => !ofTests.includes(text) && !ofBugs.includes(text)).map(quoted);
    throw new InvalidQueryError(field, `${field} cannot be ${enumerate(unknown)}. ${choices}`);
  }
  throw new InvalidQueryError(
    field,
    `${field} mixes statuses of tests (${ofTests.join(", ")}) and of bugs (${ofBugs.join(", ")}): use test_status and bug_status.`,
  );
}

const TIME_FORMS: Readonly<Record<TimeDimension, RegExp>> = {
  day: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/,
  week: /^\d{4}-W(0[1-9]|[1-4]\d|5[0-3])$/,
  month: /^\d{4}-(0[1-9]|1[0-2])$/,
  quarter: /^\d{4}-Q[1-4]$/,
  year: /^\d{4}$/,
};

/** Stretches of time as groups by them are named. */
export function timeValues(field: string, by: TimeDimension, values: readonly FilterValue[]): (string | null)[] {
  return values.map((value) => {
    if (value === null) return null;
    const text = String(value).toUpperCase();
    if (TIME_FORMS[by].test(text)) return text;
    const { example } = DIMENSIONS[by];
    throw new InvalidQueryError(
      field,
      `${field} cannot be ${quoted(value)}: write it like ${example}, or use start_date and end_date.`,
    );
  });
}

/** Free text values, such as names of operating systems. */
export function textValues(values: readonly FilterValue[]): (string | null)[] {
  return values.map((value) => (value === null ? null : String(value)));
}

/** The name of a field in a query, for errors. */
export const fieldOf = (key: string): string => `filters.${key}`;

/** An id as people write it, or null. */
export function idOf(value: FilterValue): number | null {
  const number = typeof value === "string" && /^\d{1,12}$/.test(value) ? Number(value) : value;
  return typeof number === "number" && Number.isSafeInteger(number) && number >= 0 ? number : null;
}

/** Dimensions everything has a value of. */
export function neverNone(dimension: MetricDimension): boolean {
  return dimension === "product" || dimension === "test";
}
