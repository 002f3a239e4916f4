/** Ids of a comma-separated parameter; undefined when it is absent or empty, which means "do not filter". */
export function idList(query: URLSearchParams, name: string): Set<number> | undefined {
  const text = query.get(name);
  if (text === null || text.trim() === "") return undefined;
  return new Set(text.split(",").map(Number));
}

/** Ids of a repeated parameter such as `filter[product_ids][]`. */
export function idArray(query: URLSearchParams, name: string): Set<number> | undefined {
  const values = query.getAll(name).filter((value) => value !== "");
  return values.length === 0 ? undefined : new Set(values.map(Number));
}

/** A positive whole number, or the fallback for anything else. */
export function positive(query: URLSearchParams, name: string, fallback: number): number {
  const value = Number(query.get(name) ?? Number.NaN);
  return Number.isInteger(value) && value > 0 ? value : fallback;
}

export function includesUserStories(query: URLSearchParams): boolean {
  return [...query.getAll("includes[]"), ...query.getAll("includes")].includes("user_stories");
}
