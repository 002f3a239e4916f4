/** A moment exactly as Prisma writes it to SQLite, so that text comparison is comparison in time. */
export function toTimestamp(moment: Date): string;
export function toTimestamp(moment: Date | null): string | null;
export function toTimestamp(moment: Date | null): string | null {
  return moment === null ? null : moment.toISOString().replace("Z", "+00:00");
}

/** The moment of a computed column, which SQLite hands over as text: it knows the type of stored columns only. */
export function fromTimestamp(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
