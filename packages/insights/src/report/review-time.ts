import type { ReviewTimes } from "@testio/store";
import { day } from "../format/dates.js";
import { type Ratio, ratio, rounded } from "../rates/rates.js";
import type { BugsByStatus } from "./figures.js";

/** Bugs nobody decides about are accepted by the clock after this many days (TestIO). */
export const AUTO_ACCEPTANCE_DAYS = 10;

const DAY_MS = 86_400_000;

export interface OldestOpenBug {
  bug_id: number;
  test_id: number;
  title: string;
  reported_at: string;
  age_days: number;
}

/** How long reviews take, as far as TestIO tells: it keeps no time of an acceptance. */
export interface ReviewTime {
  /** Numerator: days together; denominator: rejections whose time is known. */
  days_to_rejection: Ratio & { definition: string };
  /** Rejections that say nothing about when. */
  rejections_without_time: number;
  auto_acceptance_after_days: number;
  /** Accepted by the clock: nobody decided within that time. */
  auto_accepted: number;
  open: {
    total: number;
    /** The day (UTC) at whose start the ages were taken. */
    counted_on: string;
    /** Numerator: days together; denominator: open bugs with a known time of report. */
    average_age_days: Ratio & { definition: string };
    /** Open for longer than the clock should have let them be. */
    beyond_auto_acceptance: number;
    /** Null = no bug is open. */
    oldest: OldestOpenBug | null;
  };
  note: string;
}

/** The moment that ages are counted to: the same all day, so that the same data gives the same report. */
export function ageMoment(now: Date): Date {
  return new Date(Math.floor(now.getTime() / DAY_MS) * DAY_MS);
}

export function reviewTime(bugs: BugsByStatus, times: ReviewTimes, now: Date): ReviewTime {
  const at = ageMoment(now);
  const { open } = times;
  return {
    days_to_rejection: {
      ...ratio(rounded(times.rejectionDays), times.rejectionsTimed),
      definition: "Days from the report of a bug to the comment that rejected it.",
    },
    rejections_without_time: bugs.rejected - times.rejectionsTimed,
    auto_acceptance_after_days: AUTO_ACCEPTANCE_DAYS,
    auto_accepted: bugs.auto_accepted,
    open: {
      total: open.total,
      counted_on: day(at),
      average_age_days: {
        ...ratio(rounded(open.ageDays), open.dated),
        definition: "Days since an open bug was reported, at the start of the day named in counted_on.",
      },
      beyond_auto_acceptance: open.older,
      oldest: open.oldest && {
        bug_id: open.oldest.id,
        test_id: open.oldest.testId,
        title: open.oldest.title,
        reported_at: open.oldest.reportedAt.toISOString(),
        age_days: Math.max(0, Math.floor((at.getTime() - open.oldest.reportedAt.getTime()) / DAY_MS)),
      },
    },
    note: `Only rejections carry a time, that of their comment: how long acceptances take is unknown, but for those by the clock, after ${AUTO_ACCEPTANCE_DAYS} days.`,
  };
}
