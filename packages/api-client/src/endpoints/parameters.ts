/** A whole number above zero, or a `RangeError`: anything else in a path would ask for another thing. */
export function positive(name: string, value: number): number {
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw new RangeError(`${name} must be a whole number above zero.`);
}

function positives(name: string, values: readonly number[]): number[] {
  return values.map((value) => positive(name, value));
}

type Parameter = string | number | readonly number[] | undefined;

/** Query parameters; those that are undefined are left out, lists are joined by commas. */
export function parameters(values: Readonly<Record<string, Parameter>>): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) continue;
    if (typeof value === "object") query.set(name, positives(name, value).join(","));
    else query.set(name, typeof value === "number" ? String(positive(name, value)) : value);
  }
  return query;
}

/** `name[]=1&name[]=2`. */
export function appendList(
  query: URLSearchParams,
  name: string,
  values: readonly number[] | undefined,
): URLSearchParams {
  for (const value of values ?? []) query.append(`${name}[]`, String(positive(name, value)));
  return query;
}

/** Whether a filter is given and names nothing. The API would take it for no filter and answer everything. */
export function namesNothing(...filters: (readonly number[] | undefined)[]): boolean {
  return filters.some((filter) => filter?.length === 0);
}
