import type { SimulatorOptions } from "./options.js";

/** Options with every default filled in. */
export interface Settings {
  readonly seed: number;
  readonly productCount: number;
  /** How many tests each generated product has. */
  readonly testCounts: readonly number[];
  readonly bugsPerTest: number;
  readonly quirks: boolean;
  readonly nowMs: number;
  readonly nullEndAtFirst: boolean;
}

/** Anchor of all generated times unless `now` is given. */
export const DEFAULT_NOW = new Date("2026-06-30T12:00:00.000Z");

function count(name: string, value: number, whole = true): number {
  if (!Number.isFinite(value) || value < 0 || (whole && !Number.isInteger(value))) {
    throw new RangeError(`${name} must be ${whole ? "a whole number" : "a number"} of 0 or more, not ${value}.`);
  }
  return value;
}

/** @throws RangeError for a size that is negative or not a whole number. */
export function resolveSettings(options: SimulatorOptions): Settings {
  const productCount = count("products", options.products ?? 5);
  const perProduct = options.testsPerProduct ?? 100;
  const testCounts = Array.from({ length: productCount }, (_, index) =>
    count("testsPerProduct", typeof perProduct === "number" ? perProduct : (perProduct[index] ?? 0)),
  );
  return {
    seed: options.seed ?? 1,
    productCount,
    testCounts,
    bugsPerTest: count("bugsPerTest", options.bugsPerTest ?? 8, false),
    quirks: options.quirks ?? true,
    nowMs: (options.now ?? DEFAULT_NOW).getTime(),
    nullEndAtFirst: (options.nullEndAt ?? "first") === "first",
  };
}
