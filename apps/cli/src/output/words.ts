import type { EntityCounts } from "@testio/store";

const BYTE_UNITS = ["bytes", "kB", "MB", "GB", "TB"];
const AGE_UNITS: readonly [seconds: number, unit: string][] = [
  [86_400, "day"],
  [3600, "hour"],
  [60, "minute"],
];

/** `1 test`, `2,000 tests`. */
export function countOf(count: number, noun: string): string {
  return `${count.toLocaleString("en-US")} ${noun}${count === 1 ? "" : "s"}`;
}

export function bytesInWords(bytes: number): string {
  const power = bytes < 1000 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), BYTE_UNITS.length - 1);
  return `${(bytes / 1000 ** power).toFixed(power === 0 ? 0 : 1)} ${BYTE_UNITS[power]}`;
}

export function secondsInWords(seconds: number): string {
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** A length of time nobody wants to know to the second: `40 s`, `3 min`, `2 h 5 min`. */
export function aboutSeconds(seconds: number): string {
  if (seconds < 60) return `${Math.max(1, Math.round(seconds))} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** `6 products, 724 tests, 8,056 bugs, 298 features, 45 users`. People are not counted by product, so 0 of them are left out. */
export function entitiesInWords({ products, tests, bugs, features, users }: EntityCounts): string {
  const parts = [
    countOf(products, "product"),
    countOf(tests, "test"),
    countOf(bugs, "bug"),
    countOf(features, "feature"),
  ];
  return [...parts, ...(users === 0 ? [] : [countOf(users, "user")])].join(", ");
}

/** `2026-05-15 23:30`, in UTC. */
export function minuteOf(moment: Date): string {
  return moment.toISOString().slice(0, 16).replace("T", " ");
}

/** `2026-05-15 23:30 UTC (2 hours ago)`, or `(in 5 minutes)`. */
export function momentWithAge(moment: Date, now: Date): string {
  return `${minuteOf(moment)} UTC (${ageInWords(moment, now)})`;
}

/** `a, b and c`. */
export function listInWords(items: readonly (string | number)[]): string {
  const words = items.map(String);
  const last = words.pop();
  return words.length === 0 ? (last ?? "") : `${words.join(", ")} and ${last}`;
}

export function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}

/** `2 hours ago`, `just now`, `in 5 minutes`. */
export function ageInWords(moment: Date, now: Date): string {
  const seconds = (now.getTime() - moment.getTime()) / 1000;
  const found = AGE_UNITS.find(([size]) => Math.abs(seconds) >= size);
  if (found === undefined) return seconds < 0 ? "in less than a minute" : "just now";
  const length = countOf(Math.floor(Math.abs(seconds) / found[0]), found[1]);
  return seconds < 0 ? `in ${length}` : `${length} ago`;
}
