import type { TimeDimension } from "../../../types.js";
import { Dictionary } from "./dictionary.js";
import { TimeCodes } from "./time-codes.js";

/** What a bug is told apart by besides its test, reporter, feature and systems: few combinations, so one code for all. */
export interface BugKind {
  status: string;
  severity: string;
  autoAccepted: boolean;
  known: boolean;
  rejectionReason: string | null;
}

/** The values of all columns. They are never forgotten: however much is written, people, features and systems stay few. */
export class Vocabulary {
  readonly products = new Dictionary<number>();
  readonly statuses = new Dictionary<string>();
  readonly testingTypes = new Dictionary<string>();
  readonly environments = new Dictionary<number>();
  readonly customers = new Dictionary<string>();
  readonly features = new Dictionary<number>();
  readonly systems = new Dictionary<string>();
  readonly reporters = new Dictionary<string>();
  readonly times: Readonly<Record<TimeDimension, TimeCodes>> = {
    day: new TimeCodes("day"),
    week: new TimeCodes("week"),
    month: new TimeCodes("month"),
    quarter: new TimeCodes("quarter"),
    year: new TimeCodes("year"),
  };
  /** As JSON: `[status, severity, auto_accepted, known, rejection_reason]`. */
  readonly kinds = new Dictionary<string>();
  readonly #parsedKinds: BugKind[] = [];

  /** Every kind of bug there is, by its code; the first, which no bug is of, stands for null. */
  allKinds(): readonly BugKind[] {
    for (let code = this.#parsedKinds.length; code < this.kinds.size; code += 1) {
      const [status, severity, autoAccepted, known, rejectionReason] = JSON.parse(
        this.kinds.valueOf(code) ?? '["","",0,0,null]',
      );
      this.#parsedKinds.push({
        status,
        severity,
        autoAccepted: autoAccepted === 1,
        known: known === 1,
        rejectionReason,
      });
    }
    return this.#parsedKinds;
  }
}

/** A name, or null where it is blank: nobody, or nothing. */
export const named = (name: string | null): string | null => (name !== null && /[^ ]/.test(name) ? name : null);

/** What the status of a bug is shown as: one that the clock accepted is told apart. */
export const shownStatus = ({ status, autoAccepted }: BugKind): string =>
  autoAccepted && status === "accepted" ? "auto_accepted" : status;
