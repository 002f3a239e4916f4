/** Something in memory that can be read again. */
export interface Droppable {
  readonly bytes: number;
  drop: () => unknown;
}

/** Keeps what was used last within so many bytes, and drops what was used longest ago. */
export class Budget {
  readonly #bytes: number;
  /** What was used last comes last. */
  readonly #kept = new Set<Droppable>();
  #used = 0;

  constructor(bytes: number) {
    this.#bytes = bytes;
  }

  get used(): number {
    return this.#used;
  }

  use(thing: Droppable): void {
    if (this.#kept.delete(thing)) this.#kept.add(thing);
    else this.#keep(thing);
  }

  forget(thing: Droppable): void {
    if (this.#kept.delete(thing)) this.#used -= thing.bytes;
  }

  #keep(thing: Droppable): void {
    this.#kept.add(thing);
    this.#used += thing.bytes;
    for (const oldest of this.#kept) {
      if (this.#used <= this.#bytes) return;
      this.forget(oldest);
      oldest.drop();
    }
  }
}
