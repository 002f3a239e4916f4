import { InvalidQueryError } from "../errors/invalid-query-error.js";

/** The values a list is narrowed to, each once; null = not narrowed. */
export function filterOf(values: string | readonly string[] | undefined): string[] | null {
  const list = typeof values === "string" ? [values] : (values ?? []);
  return list.length === 0 ? null : [...new Set(list)];
}

/** In filters, what has no such thing: bugs on no feature, without a reason. */
export const NONE = "none";

/** What people call bugs that wait for the customer: those in status `forwarded`. */
export const OPEN = "open";

/** `none` as the store has it. */
export function noneAsNull(values: readonly string[]): (string | null)[] {
  return values.map((value) => (value === NONE ? null : value));
}

/**
 * The ids a list is narrowed to, each once; null = not narrowed.
 *
 * @throws InvalidQueryError when there is none: nobody who names no test asks for the bugs of all.
 */
export function idsOf<Id>(field: string, ids: readonly Id[] | undefined): Id[] | null {
  if (ids === undefined) return null;
  if (ids.length === 0) throw new InvalidQueryError(field, `${field} is empty: name at least one, or leave it out.`);
  return [...new Set(ids)];
}
