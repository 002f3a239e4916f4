import { BUG_STATUSES, TEST_STATUS_RANK, type TimeDimension } from "@testio/store";
import { InvalidQueryError } from "../errors/invalid-query-error.js";
import { enumerate, shorten } from "../format/text.js";
import { DIMENSIONS, type MetricDimension } from "./dimensions.js";
import type { FilterValue } from "./query.js";

const NONE = "none";
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

/** Values out of a fixed list, spelled as it spells them. */
export function fixedValues(
  field: string,
  values: readonly FilterValue[],
  valid: readonly string[],
  { none }: { none: boolean },
): (string | null)[] {
  const choices = none ? [...valid, NONE] : valid;
  return values.map((value) => {
    const text =
      value === null
        ? NONE
        : String(value)
            .toLowerCase()
            .replace(/[\s-]+/g, "_");
    if (!choices.includes(text)) {
      throw new InvalidQueryError(field, `${field} cannot be ${quoted(value)}. Valid: ${choices.join(", ")}.`);
    }
    return text === NONE ? null : text;
  });
}

/** Values of fixed dimensions that have no "none". */
export function presentValues(field: string, values: readonly FilterValue[], valid: readonly string[]): string[] {
  return fixedValues(field, values, valid, { none: false }).filter((value) => value !== null);
}

const OPEN = "open";

/** Statuses of bugs, with `open` for those that wait for the customer. */
export function bugStatuses(field: string, values: readonly FilterValue[]): string[] {
  const meant = values.map((value) => (String(value).toLowerCase() === OPEN ? "forwarded" : value));
  return [...new Set(presentValues(field, meant, BUG_STATUSES))];
}

/** Which statuses `status` means: its values decide. */
export function statusMeaning(field: string, values: readonly FilterValue[]): "test_status" | "bug_status" {
  const texts = values.map((value) => String(value).toLowerCase());
  const ofTests = texts.filter((text) => TEST_STATUS_RANK.some((status) => status === text));
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
