import { Dice, STREAM } from "../random.js";
import type { Settings } from "../settings.js";
import type { TestPlace } from "./layout.js";
import { DAY, HOUR } from "./time.js";

const QUARTER_HOUR = HOUR / 4;
/** The newest tests end this long after now. */
const HORIZON = 14 * DAY;
const LONGEST_HISTORY = 1_095 * DAY;

export interface Schedule {
  readonly type: string;
  readonly durationHours: number;
  /** When the test ends or would have ended; `endAt` may still hide it. */
  readonly endMs: number;
  readonly startMs: number;
  /** False for a test whose `end_at` is null. */
  readonly hasEnd: boolean;
}

const TYPES = [
  "rapid",
  "focused",
  "focused",
  "focused",
  "focused",
  "coverage",
  "coverage",
  "coverage",
  "usability",
  "custom",
] as const;
const DURATIONS: Readonly<Record<string, readonly [number, ...number[]]>> = {
  rapid: [2, 4, 12],
  focused: [24, 48],
  coverage: [48, 72, 96],
};

/** About one test a week, three years at most, the newest two weeks ahead of now. */
function endOf(settings: Settings, id: number, place: TestPlace): number {
  if (settings.quirks && place.position % 20 === 7) {
    // Two tests that end at the same instant: list order must fall back to the id.
    return endOf(settings, id - 1, { ...place, position: place.position - 1 });
  }
  const step = Math.min(LONGEST_HISTORY, place.count * 7 * DAY) / place.count;
  const dice = new Dice(settings.seed, STREAM.schedule, id);
  const jitter = (dice.below(2_001) / 1_000 - 1) * Math.min(step * 2, 4 * DAY);
  const end = settings.nowMs + HORIZON - (place.count - place.position) * step + jitter;
  return Math.floor(end / QUARTER_HOUR) * QUARTER_HOUR;
}

/** Sort key of a generated test: its end in milliseconds, or null when it answers `end_at: null`. */
export function endKey(settings: Settings, id: number, place: TestPlace): number | null {
  return settings.quirks && place.position % 40 === 25 ? null : endOf(settings, id, place);
}

export function scheduleOf(settings: Settings, id: number, place: TestPlace): Schedule {
  const dice = new Dice(settings.seed, STREAM.test, ~id);
  const type = dice.pick(TYPES);
  const durationHours = dice.pick(DURATIONS[type] ?? [24, 72, 120]);
  const endMs = endOf(settings, id, place);
  return {
    type,
    durationHours,
    endMs,
    startMs: endMs - durationHours * HOUR,
    hasEnd: endKey(settings, id, place) !== null,
  };
}

export interface Status {
  readonly status: string;
  readonly reviewStatus: string | null;
}

/** What a test of this age is: running until its end, locked for six weeks, then archived. */
export function statusOf(settings: Settings, id: number, place: TestPlace, schedule: Schedule): Status {
  const dice = new Dice(settings.seed, STREAM.metrics, id);
  const age = settings.nowMs - schedule.endMs;
  // A draft that nobody gave a date.
  if (!schedule.hasEnd && place.position % 80 === 65) return { status: "initialized", reviewStatus: null };
  if (dice.chance(0.04)) return { status: "cancelled", reviewStatus: null };
  if (settings.quirks && place.position % 50 === 11)
    return { status: "under_audit", reviewStatus: "review_pending_audit" };
  if (settings.nowMs < schedule.startMs) {
    return dice.chance(0.5)
      ? { status: "initialized", reviewStatus: null }
      : { status: "waiting", reviewStatus: "review_pending" };
  }
  if (age < 0) return { status: "running", reviewStatus: "review_successful" };
  const reviewStatus = dice.chance(0.93) ? "review_successful" : "review_failed";
  if (age < 7 * DAY) return { status: dice.chance(0.5) ? "customer_finalized" : "locked", reviewStatus };
  return { status: age < 42 * DAY ? "locked" : "archived", reviewStatus };
}

/** Whether testers can have worked on it. */
export function hasRun(status: string): boolean {
  return status !== "initialized" && status !== "waiting" && status !== "cancelled";
}
