import { StoreError } from "./store-error.js";

/** An id does not fit the search index, whose rowid holds customer, kind and id in one 63-bit number. */
export class StoreIdOutOfRangeError extends StoreError {
  override name = "StoreIdOutOfRangeError";

  /** @param what What the id names, e.g. `test`. */
  constructor(path: string, what: string, id: number, maximum: number) {
    super(
      path,
      `The ${what} id ${id} cannot be stored in ${path}: ids are whole numbers from 0 to ${maximum}. Check where it comes from.`,
    );
  }
}
