import { expect, test } from "vitest";
import { explore, freshSeeds } from "./explore.js";

/** Set by `npm run test:deep`, which has fresh seeds each time. */
const { HISTORIES = "1000", HISTORIES_SEED, HISTORIES_PATH, HISTORIES_MINUTES } = process.env;
const MOST_MINUTES = 60 * 24 * 7;

/** The same histories for every change that is tested, so that a failure is the change's. */
const SEEDS = [
  1_909_750_992, 1_408_392_146, 420_367_567, 1_957_747_511, 135_596_811, 1_586_609_143, 1_756_910_962, 1_204_637_031,
  617_217_965, 923_627_170, 1_234_363_520, 174_843_553, 327_711_771, 1_162_041_608, 309_643_748, 2_006_945_974,
  580_234_681, 1_637_552_871, 1_055_689_160, 128_244_597,
];

function seeds(): Iterable<number> {
  if (HISTORIES_SEED !== undefined) return [Number(HISTORIES_SEED)];
  return process.env.HISTORIES === undefined ? SEEDS : freshSeeds();
}

/** The sync guarantee and all that goes with it, in histories nobody thought of. What must hold is in `invariants/`. */
test(`${HISTORIES} random histories break no invariant`, { timeout: 60_000 * MOST_MINUTES }, async () => {
  const { histories, failures } = await explore({
    histories: Number(HISTORIES),
    until: Date.now() + 60_000 * Number(HISTORIES_MINUTES ?? MOST_MINUTES),
    seeds: seeds(),
    path: HISTORIES_PATH ?? null,
    print: (line) => process.stdout.write(`${line}\n`),
  });
  process.stdout.write(`${histories} histories, ${failures.length} failures\n`);
  expect(failures).toEqual([]);
  expect(histories).toBeGreaterThan(0);
});
