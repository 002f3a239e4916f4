/** How the dashboard writes numbers and times. Always in UTC: whoever looks on may sit anywhere. */

const UNITS: readonly (readonly [seconds: number, unit: Intl.RelativeTimeFormatUnit])[] = [
  [86_400, "day"],
  [3600, "hour"],
  [60, "minute"],
];
const RELATIVE = new Intl.RelativeTimeFormat("en-GB");
const DATE = { timeZone: "UTC", day: "numeric", month: "short", year: "numeric" } as const;
const DAY = new Intl.DateTimeFormat("en-GB", DATE);
const MOMENT = new Intl.DateTimeFormat("en-GB", { ...DATE, hour: "2-digit", minute: "2-digit" });
const NUMBER = new Intl.NumberFormat("en-GB");

/** "12 minutes ago", "in 3 hours", "just now". */
export function relative(moment: Date, now: Date): string {
  const seconds = (moment.getTime() - now.getTime()) / 1000;
  for (const [size, unit] of UNITS) {
    const amount = Math.trunc(seconds / size);
    if (amount !== 0) return RELATIVE.format(amount, unit);
  }
  return seconds > 0 ? "in less than a minute" : "just now";
}

/** "30 Jun 2026, 11:48 UTC" */
export function absolute(moment: Date): string {
  return `${MOMENT.format(moment)} UTC`;
}

/** "30 Jun 2026" */
export function dayOf(moment: Date): string {
  return DAY.format(moment);
}

/** "12 minutes ago (30 Jun 2026, 11:48 UTC)" */
export function both(moment: Date, now: Date): string {
  return `${relative(moment, now)} (${absolute(moment)})`;
}

/** "1,234" */
export function number(value: number): string {
  return NUMBER.format(value);
}

/** "1 test", "1,234 tests" */
export function counted(amount: number, one: string, many = `${one}s`): string {
  return `${number(amount)} ${amount === 1 ? one : many}`;
}

/** "under a second", "12 s", "3 min 20 s" */
export function duration(seconds: number): string {
  if (seconds < 1) return "under a second";
  const whole = Math.round(seconds);
  const minutes = Math.floor(whole / 60);
  return minutes === 0 ? `${whole} s` : `${number(minutes)} min ${whole % 60} s`;
}
