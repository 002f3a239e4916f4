/** The code of null in every dictionary. */
export const NONE = 0;

/**
 * Numbers for values, so that columns hold numbers only. Null is {@link NONE}. A value keeps its code for as long as the
 * store is open: codes of different products can be compared.
 */
export class Dictionary<Value extends string | number> {
  readonly #codes = new Map<Value, number>();
  readonly #values: (Value | null)[] = [null];

  /** How many codes there are; all of them are smaller. */
  get size(): number {
    return this.#values.length;
  }

  codeOf(value: Value | null): number {
    if (value === null) return NONE;
    const known = this.#codes.get(value);
    if (known !== undefined) return known;
    this.#codes.set(value, this.#values.length);
    return this.#values.push(value) - 1;
  }

  valueOf(code: number): Value | null {
    return this.#values[code] ?? null;
  }

  /** Every value with a code, `null` first. */
  values(): readonly (Value | null)[] {
    return this.#values;
  }
}
