const UNITS: readonly (readonly [seconds: number, name: string])[] = [
  [86_400, "day"],
  [3600, "hour"],
  [60, "minute"],
];

/** A length of time in words, in its largest whole unit: "3 days", "1 hour", "less than a minute". */
export function inWords(seconds: number): string {
  for (const [size, name] of UNITS) {
    const amount = Math.floor(seconds / size);
    if (amount > 0) return `${amount} ${amount === 1 ? name : `${name}s`}`;
  }
  return "less than a minute";
}

/** How long ago a moment was, in whole seconds; 0 for one that is still to come (a clock was set back). */
export function ageSeconds(moment: Date, now: Date): number {
  return Math.max(0, Math.floor((now.getTime() - moment.getTime()) / 1000));
}
