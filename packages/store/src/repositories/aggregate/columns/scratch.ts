/**
 * Columns that last for one block of rows, in memory that the next block uses again. Allocated anew for each block of each
 * question, they would be the most of what a server allocates, outside of V8's heap, where garbage is slow to go.
 */
export class Scratch {
  readonly #columns: Uint32Array<ArrayBuffer>[] = [];
  #taken = 0;

  /** From here on, what was taken before is used again. */
  reuse(): void {
    this.#taken = 0;
  }

  /** A column of so many numbers, whatever they are. */
  take(size: number): Uint32Array<ArrayBuffer> {
    let column = this.#columns[this.#taken];
    if (column === undefined || column.length < size) {
      column = new Uint32Array(size);
      this.#columns[this.#taken] = column;
    }
    this.#taken += 1;
    return column.subarray(0, size);
  }
}
