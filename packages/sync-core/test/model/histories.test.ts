import { expect, test } from "vitest";
import { explore, freshSeed } from "./explore.js";

/** Set by `npm run test:deep`. */
const { HISTORIES = "1000", HISTORIES_SEED, HISTORIES_PATH, HISTORIES_MINUTES } = process.env;
const MOST_MINUTES = 60 * 24 * 7;

/** The sync guarantee and all that goes with it, in histories nobody thought of. What must hold is in `invariants/`. */
test(`${HISTORIES} random histories break no invariant`, { timeout: 60_000 * MOST_MINUTES }, async () => {
  const { histories, failures } = await explore({
    histories: Number(HISTORIES),
    until: Date.now() + 60_000 * Number(HISTORIES_MINUTES ?? MOST_MINUTES),
    seed: Number(HISTORIES_SEED ?? freshSeed()),
    path: HISTORIES_PATH ?? null,
    print: (line) => process.stdout.write(`${line}\n`),
  });
  process.stdout.write(`${histories} histories, ${failures.length} failures\n`);
  expect(failures).toEqual([]);
  expect(histories).toBeGreaterThan(0);
});
