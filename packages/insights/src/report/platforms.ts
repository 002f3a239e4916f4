import { type Capped, capped } from "./capped.js";
import type { BugRow, TestRow } from "./fact-rows.js";

export interface TargetPlatform {
  /** Operating system; null = the test names none. */
  platform: string | null;
  tests: number;
}

export interface FoundPlatform {
  /** Operating system; null = the bug names none. */
  platform: string | null;
  bugs: number;
  critical: number;
}

/** Where tests were aimed and where bugs were found: two things, compared by the names of the operating systems. */
export interface PlatformCoverage {
  definition: string;
  aimed_at: Capped<TargetPlatform>;
  found_on: Capped<FoundPlatform>;
  aimed_at_without_bugs: string[];
  found_on_but_not_aimed_at: string[];
}

const DEFINITION =
  "Aimed at: operating systems the tests in scope ask for. Found on: operating systems of the devices their bugs were found on. A test or bug with several counts for each. A system without bugs is one nobody reported a bug on; it says nothing about how much was tested there.";

/**
 * @param tests by target platform
 * @param bugs by the platform they were found on
 */
export function platformCoverage(tests: readonly TestRow[], bugs: readonly BugRow[], limit: number): PlatformCoverage {
  const aimedAt = tests.map(({ keys, facts }) => ({ platform: keys[0]?.label ?? null, tests: facts.tests }));
  const foundOn = bugs.map(({ keys, facts }) => ({
    platform: keys[0]?.label ?? null,
    bugs: facts.bugs,
    critical: facts.critical,
  }));
  aimedAt.sort((a, b) => b.tests - a.tests || byName(a.platform, b.platform));
  foundOn.sort((a, b) => b.bugs - a.bugs || byName(a.platform, b.platform));
  const names = (rows: readonly { platform: string | null }[]) =>
    rows.map(({ platform }) => platform).filter((platform) => platform !== null);
  return {
    definition: DEFINITION,
    aimed_at: capped(aimedAt, limit),
    found_on: capped(foundOn, limit),
    aimed_at_without_bugs: namesWithout(names(aimedAt), names(foundOn)).slice(0, limit),
    found_on_but_not_aimed_at: namesWithout(names(foundOn), names(aimedAt)).slice(0, limit),
  };
}

/** Names are written by different parts of TestIO: case and blanks around them tell nothing apart. */
function namesWithout(names: readonly string[], others: readonly string[]): string[] {
  const known = new Set(others.map(plain));
  return names.filter((name) => !known.has(plain(name))).sort(byName);
}

function plain(name: string): string {
  return name.trim().toLowerCase();
}

function byName(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return a < b ? -1 : a > b ? 1 : 0;
}
