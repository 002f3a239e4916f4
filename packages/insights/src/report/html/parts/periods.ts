import type { ChartCategory } from "../../../charts/chart.js";
import type { OverTime, TimeFigures } from "../../over-time.js";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** "2026-07-04" is "4 Jul 2026". */
export function dayInWords(day: string): string {
  const [year = "", month = "", date = ""] = day.slice(0, 10).split("-");
  return `${Number(date)} ${MONTHS[Number(month) - 1] ?? month} ${year}`;
}

/** The weeks or months of a report on the axis of a chart. */
export function categoriesOf({ unit, rows }: OverTime): ChartCategory[] {
  return rows.map((row) => (unit === "week" ? weekOf(row) : monthOf(row)));
}

function weekOf({ period, first_day, last_day }: TimeFigures): ChartCategory {
  return {
    label: dayInWords(first_day).replace(/ \d{4}$/, ""),
    name: `${period} (${dayInWords(first_day)} to ${dayInWords(last_day)})`,
  };
}

function monthOf({ first_day }: TimeFigures): ChartCategory {
  const label = dayInWords(first_day).replace(/^\d+ /, "");
  return { label };
}

export function unitName({ unit }: OverTime): string {
  return unit === "week" ? "Week" : "Month";
}

/** The first and last day of a report, in words. */
export function periodInWords(period: { start: string | null; end: string | null } | null): string {
  if (period === null) return "All times";
  const { start, end } = period;
  if (start === null) return end === null ? "All times" : `Until ${dayInWords(end)}`;
  return end === null ? `Since ${dayInWords(start)}` : `${dayInWords(start)} to ${dayInWords(end)}`;
}
