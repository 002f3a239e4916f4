import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { systemClock, wakeAfter } from "../../src/background/clock.js";
import { createFakeClock } from "./fake-clock.js";

const START = new Date("2026-11-01T00:00:00Z");
const HOUR_MS = 3_600_000;

function wakeAfterAnHour() {
  const clock = createFakeClock(START);
  const woken: string[] = [];
  const cancel = wakeAfter(clock, HOUR_MS, () => {
    woken.push(clock.now().toISOString());
    clock.setTimer(Number.MAX_SAFE_INTEGER, () => undefined);
  });
  return { clock, woken, cancel };
}

describe("waking after an hour", () => {
  test("happens once, after an hour", async () => {
    const { clock, woken } = wakeAfterAnHour();
    await clock.advance(HOUR_MS - 1);
    expect(woken).toEqual([]);
    await clock.advance(2 * HOUR_MS);
    expect(woken).toEqual(["2026-11-01T01:00:00.000Z"]);
  });

  test("can be cancelled at any time", async () => {
    const { clock, woken, cancel } = wakeAfterAnHour();
    await clock.advance(HOUR_MS / 2);
    cancel();
    clock.setTimer(Number.MAX_SAFE_INTEGER, () => undefined);
    await clock.advance(HOUR_MS);
    expect(woken).toEqual([]);
  });

  test("happens within a minute once the clock says that it is due, as after a night's sleep", async () => {
    const { clock, woken } = wakeAfterAnHour();
    clock.set(new Date("2026-11-01T08:00:00Z"));
    await clock.advance(60_000);
    expect(woken).toEqual(["2026-11-01T08:01:00.000Z"]);
  });

  test("is not held up by a clock that was set back", async () => {
    const { clock, woken } = wakeAfterAnHour();
    clock.set(new Date("2026-10-01T00:00:00Z"));
    await clock.advance(HOUR_MS);
    expect(woken).toEqual(["2026-10-01T01:00:00.000Z"]);
  });
});

test("the system's clock tells the time, calls back, and can be told not to", async () => {
  expect(Math.abs(systemClock.now().getTime() - Date.now())).toBeLessThan(1000);
  let cancelled = true;
  systemClock.setTimer(1, () => {
    cancelled = false;
  })();
  // Its timers keep no process alive, so something else has to.
  await Promise.all([new Promise<void>((resolve) => systemClock.setTimer(5, resolve)), delay(20)]);
  expect(cancelled).toBe(true);
});
