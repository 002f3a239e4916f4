import { beforeAll } from "vitest";
import { bug } from "../support/records.js";
import { test as aTest } from "../support/store.js";
import { useGolden } from "./golden.js";

export const NEVER_FETCHED = 8_000_001;
/** Tests whose bugs are stored although they are not, or are gone. */
export const NOT_STORED = 8_000_002;
export const GONE = 8_000_003;
export const STRAYS = 3;

/** The golden database with what a sync of all there is never leaves behind. */
export function useUnevenGolden(): ReturnType<typeof useGolden> {
  const golden = useGolden();
  beforeAll(async () => {
    const { store, now, world } = golden();
    const [productId = 0] = world.productIds;
    await store.write(async (tx) => {
      const tests = [aTest(NEVER_FETCHED, { productId, status: "archived" }), aTest(GONE, { productId })];
      await tx.upsertTests(tests, { pass: null, keepPass: [], syncedAt: now() });
      await tx.tombstone("tests", [GONE], now());
      // As an answer brings them that was not filtered, or names a test that the list could not.
      const of = { productId, reporter: "Amara Okafor", severity: "critical" };
      const strays = [bug(1, NOT_STORED, of), bug(2, NOT_STORED, of), bug(3, GONE, of)];
      await tx.upsertBugs(strays, now());
    });
  });
  return golden;
}
