/** Independent streams of numbers for one record, so that reading one part of it never shifts another. */
export const STREAM = {
  product: 1,
  feature: 2,
  environment: 3,
  schedule: 4,
  test: 5,
  bugCount: 6,
  bug: 7,
  execution: 8,
  metrics: 9,
  exportState: 10,
} as const;

function scramble(value: number): number {
  let hash = value | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** A 32-bit number that depends on nothing but its arguments (the finaliser of MurmurHash3, chained). */
export function hash32(seed: number, stream: number, id: number): number {
  return scramble(scramble(scramble(seed ^ 0x9e3779b9) ^ Math.imul(stream, 0x27d4eb2f)) ^ id);
}

/** Repeatable random numbers (mulberry32) for one stream of one record. */
export class Dice {
  #state: number;

  constructor(seed: number, stream: number, id: number) {
    this.#state = hash32(seed, stream, id);
  }

  /** 0 up to 4,294,967,295. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  }

  /** A whole number from 0 up to, not including, `limit`. */
  below(limit: number): number {
    return this.next() % limit;
  }

  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number {
    return low + this.below(high - low + 1);
  }

  /** True with the given probability, 0-1. */
  chance(probability: number): boolean {
    return this.next() < probability * 4_294_967_296;
  }

  pick<Item>(list: readonly [Item, ...Item[]]): Item {
    return list[this.below(list.length)] ?? list[0];
  }

  /** Hexadecimal text of 8 characters per part. */
  hex(parts: number): string {
    let text = "";
    for (let part = 0; part < parts; part += 1) text += this.next().toString(16).padStart(8, "0");
    return text;
  }
}
