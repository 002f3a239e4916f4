/** The last `capacity` values, older ones overwritten: bounded memory however long the process runs. */
export class Sample {
  readonly #values: Float64Array;
  #count = 0;

  constructor(capacity: number) {
    this.#values = new Float64Array(capacity);
  }

  add(value: number): void {
    this.#values[this.#count % this.#values.length] = value;
    this.#count += 1;
  }

  /** The nearest-rank percentile (`fraction` 0-1), or null while there is no value. */
  percentile(fraction: number): number | null {
    const sorted = this.#values.slice(0, Math.min(this.#count, this.#values.length)).sort();
    const rank = Math.max(1, Math.ceil(fraction * sorted.length));
    return sorted[rank - 1] ?? null;
  }
}
