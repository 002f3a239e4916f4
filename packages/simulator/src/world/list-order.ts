/** Ids of one product's tests in list order: newest `end_at` first, equal ones by id, highest first. */
export class ListOrder {
  readonly #ids: number[];
  readonly #keyOf: (id: number) => number;

  constructor(ids: readonly number[], keyOf: (id: number) => number) {
    this.#keyOf = keyOf;
    const keys = Float64Array.from(ids, keyOf);
    const places = Uint32Array.from(ids, (_, place) => place);
    places.sort((left, right) => {
      const leftKey = keys[left] ?? 0;
      const rightKey = keys[right] ?? 0;
      return leftKey === rightKey ? (ids[right] ?? 0) - (ids[left] ?? 0) : rightKey > leftKey ? 1 : -1;
    });
    this.#ids = Array.from(places, (place) => ids[place] ?? 0);
  }

  get ids(): readonly number[] {
    return this.#ids;
  }

  /** First place whose test does not come before the given one. */
  #placeFor(id: number): number {
    const key = this.#keyOf(id);
    let low = 0;
    let high = this.#ids.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = this.#ids[middle] ?? 0;
      const otherKey = this.#keyOf(other);
      const comesBefore = otherKey === key ? other > id : otherKey > key;
      if (comesBefore) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  insert(id: number): void {
    this.#ids.splice(this.#placeFor(id), 0, id);
  }

  /** Must be called while the key of the id is still the one it was inserted with. */
  remove(id: number): void {
    const place = this.#placeFor(id);
    if (this.#ids[place] === id) this.#ids.splice(place, 1);
  }
}
