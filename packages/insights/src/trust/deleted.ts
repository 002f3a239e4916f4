import { day } from "../format/dates.js";

/** What an answer says about something that is gone at TestIO and kept here as it was last seen. */
export function deletedNotes(what: string, deletedAt: Date | null): string[] {
  return deletedAt === null ? [] : [`deleted upstream on ${day(deletedAt)}: this is how the ${what} was last seen.`];
}
