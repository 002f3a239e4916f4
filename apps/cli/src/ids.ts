import { UsageError } from "./usage-error.js";

/** What the database has room for. */
const LARGEST_ID = 2 ** 36 - 1;

/**
 * Ids as people write them: one by one, with commas, twice.
 *
 * @param kind what they are ids of: `product`
 * @param example how it would be right: `--product-ids 598,1024`
 * @throws UsageError when one is no id, or there is none.
 */
export function parseIds(texts: readonly string[], kind: string, example: string): number[] {
  const parts = texts.flatMap((text) => text.split(",")).map((part) => part.trim());
  const ids = parts.filter((part) => part !== "").map((part) => parseId(part, kind, example));
  if (ids.length === 0) throw new UsageError(`There is no ${kind} id. Write it as in ${example}.`);
  return [...new Set(ids)];
}

/** @throws UsageError when it is none. */
export function parseId(text: string, kind: string, example: string): number {
  const id = Number(text);
  if (/^\d+$/.test(text) && id > 0 && id <= LARGEST_ID) return id;
  throw new UsageError(`${JSON.stringify(text)} is no ${kind} id. Ids are whole numbers, as in ${example}.`);
}
