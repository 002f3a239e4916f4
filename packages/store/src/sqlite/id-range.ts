import { StoreIdOutOfRangeError } from "../errors/store-id-out-of-range-error.js";

// The rowid of the search index is (customer_id << 39) | (kind << 36) | id, and must stay below 2^63.
const MAX_ID = 2 ** 36 - 1;
export const MAX_CUSTOMER_ID = 2 ** 24 - 1;

export function checkId(path: string, what: string, id: number, maximum = MAX_ID): void {
  if (!Number.isInteger(id) || id < 0 || id > maximum) throw new StoreIdOutOfRangeError(path, what, id, maximum);
}
