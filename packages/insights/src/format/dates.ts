/** A moment as answers show it: ISO 8601 in UTC, or null. */
export function isoOrNull(moment: Date | null): string | null {
  return moment === null ? null : moment.toISOString();
}

/** The day of a moment in UTC, for sentences. */
export function day(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}
