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

/** `2026-05-15 23:30 UTC (2 hours ago)`. */
export function momentWithAge(moment: Date, now: Date): string {
  return `${moment.toISOString().slice(0, 16).replace("T", " ")} UTC (${ageInWords(moment, now)})`;
}

export function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}

function ageInWords(moment: Date, now: Date): string {
  const seconds = (now.getTime() - moment.getTime()) / 1000;
  const found = AGE_UNITS.find(([size]) => seconds >= size);
  return found ? `${countOf(Math.floor(seconds / found[0]), found[1])} ago` : "just now";
}
