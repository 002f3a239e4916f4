import type { TestKind } from "./pass-plan.js";

/** Pages read after the first sign that the rest is known, in case the list is not in order ("2 safety pages"). */
const SAFETY_PAGES = 2;

/** What a walk came upon that says it need not read what follows: an anchor, tests of the resume block, or the floor. */
type Sign = "known" | "block" | "floor";

/** Signs that the rest of a list need not be read, and the safety pages read after the first of them. */
export class KnownRest {
  #sign: Sign | null = null;
  #safetyLeft: number | null = null;

  get sign(): Sign | null {
    return this.#sign;
  }

  /** How many safety pages are still to be read; null while there is no sign. */
  get safetyLeft(): number | null {
    return this.#safetyLeft;
  }

  /** Takes note of the tests on a page; `descending`: tests of the resume block are a sign. */
  note(kinds: readonly TestKind[], descending: boolean): void {
    if (kinds.includes("anchor")) this.#sign = "known";
    if (this.#safetyLeft !== null) {
      this.#safetyLeft = kinds.some(isOfInterest) ? SAFETY_PAGES : this.#safetyLeft - 1;
      return;
    }
    if (descending && kinds.includes("block")) this.#sign ??= "block";
    if (isBelowFloor(kinds)) this.#sign ??= "floor";
    if (this.#sign !== null) this.#safetyLeft = SAFETY_PAGES;
  }

  /** One page more, where the safety pages are read and something speaks against ending there. */
  oneMore(): void {
    this.#safetyLeft = 1;
  }

  forget(): void {
    this.#sign = null;
    this.#safetyLeft = null;
  }
}

/** A page with one of these is no sign that the rest is known. */
function isOfInterest(kind: TestKind): boolean {
  return kind === "wanted" || kind === "known";
}

function isBelowFloor(kinds: readonly TestKind[]): boolean {
  return kinds.includes("below_floor") && kinds.every((kind) => kind === "below_floor" || kind === "seen");
}
