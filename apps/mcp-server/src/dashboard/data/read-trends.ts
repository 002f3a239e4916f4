import type { MetricsAnswer } from "@testio/insights";
import type { ServerContext } from "../../context/server-context.js";

export interface Trends {
  /** The months that are shown, `2026-06`, without a gap. */
  months: string[];
  /** `bug_count` by `month` and `severity`. */
  bySeverity: MetricsAnswer;
  /** `test_count`, `overall_acceptance_rate`, `rejection_rate`, `review_rate` by `month`. */
  byMonth: MetricsAnswer;
  /** `rejected_bugs` by `rejection_reason`. */
  reasons: MetricsAnswer;
}

const MONTHS = 12;

/** The last twelve months as they are stored: nobody waits for TestIO who only looks. */
export async function readTrends(context: ServerContext): Promise<Trends> {
  const { queryMetrics } = await import("@testio/insights");
  const { now, shutdown: signal } = context;
  const store = await context.store();
  const months = monthsUntil(now());
  const period = { start_date: `${months[0]}-01`, end_date: "today" };
  const options = { now, signal };
  const metrics = ["test_count", "overall_acceptance_rate", "rejection_rate", "review_rate"];
  return {
    months,
    bySeverity: await queryMetrics(
      store,
      { metrics: "bug_count", dimensions: ["month", "severity"], ...period },
      options,
    ),
    reasons: await queryMetrics(
      store,
      { metrics: "rejected_bugs", dimensions: "rejection_reason", filters: { bug_status: "rejected" }, ...period },
      options,
    ),
    byMonth: await queryMetrics(store, { metrics, dimensions: "month", ...period }, options),
  };
}

function monthsUntil(now: Date): string[] {
  return Array.from({ length: MONTHS }, (_, index) => {
    const first = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - (MONTHS - 1) + index, 1));
    return first.toISOString().slice(0, 7);
  });
}
