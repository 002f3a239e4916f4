import { ApiResponseFormatError } from "../errors/response-format-error.js";
import type { ListAnswer, RawRecord, UnreadableRecord } from "../types.js";
import { isObject } from "./readings.js";

/** Reads one record; null when it has no usable id. */
export type RecordReader<Item> = (raw: RawRecord) => Item | null;

/** The list inside `{"<envelope>": [...]}`. One bad record never fails the others. */
export function readList<Item>(
  endpoint: string,
  json: unknown,
  envelope: string,
  read: RecordReader<Item>,
): ListAnswer<Item> {
  const records = isObject(json) ? json[envelope] : undefined;
  if (!Array.isArray(records)) throw new ApiResponseFormatError(endpoint, 200, "envelope");
  const items: Item[] = [];
  const unreadable: UnreadableRecord[] = [];
  for (const [index, record] of records.entries()) {
    const item = isObject(record) ? read(record) : null;
    if (item !== null) items.push(item);
    else unreadable.push({ index, reason: isObject(record) ? "it has no usable id" : "it is not an object" });
  }
  return { items, unreadable };
}

/** The record inside `{"<envelope>": {...}}`. */
export function readOne<Item>(endpoint: string, json: unknown, envelope: string, read: RecordReader<Item>): Item {
  const record = isObject(json) ? json[envelope] : undefined;
  if (!isObject(record)) throw new ApiResponseFormatError(endpoint, 200, "envelope");
  const item = read(record);
  if (item === null) throw new ApiResponseFormatError(endpoint, 200, "record");
  return item;
}

/** For resources whose fields are not known: the record as it is. */
export const asAnswered: RecordReader<RawRecord> = (raw) => raw;
