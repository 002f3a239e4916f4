import type { TestPlatformWrite } from "@testio/store";

/** One platform a test was aimed at, in words, with the browsers asked for on it. */
export interface PlatformSummary {
  /** E.g. `Android 10+ (smartphone)`, `iOS 15-17 (tablet)`, `Windows (computer)`. */
  platform: string;
  browsers: string[];
}

/** The platforms of a test in words, each once. Phone and tablet of one system stay apart. */
export function summarizePlatforms(platforms: readonly TestPlatformWrite[]): PlatformSummary[] {
  const browsersOf = new Map<string, Set<string>>();
  for (const platform of platforms) {
    const text = platformText(platform);
    const browsers = browsersOf.get(text) ?? new Set();
    for (const browser of platform.browsers) browsers.add(browser);
    browsersOf.set(text, browsers);
  }
  return [...browsersOf].map(([platform, browsers]) => ({ platform, browsers: [...browsers] }));
}

/** `OS 10+ (category)`; `OS 10` when both ends are 10; `OS 10-12`; `OS ≤12`; `OS` without any version. */
export function platformText(platform: Omit<TestPlatformWrite, "browsers" | "operatingSystemId">): string {
  const { operatingSystem, minVersion, maxVersion, category } = platform;
  const system = [operatingSystem ?? "Any system", versionText(minVersion, maxVersion)].filter((part) => part !== "");
  return category === null ? system.join(" ") : `${system.join(" ")} (${category})`;
}

function versionText(min: string | null, max: string | null): string {
  if (min === null) return max === null ? "" : `≤${max}`;
  if (max === null) return `${min}+`;
  return min === max ? min : `${min}-${max}`;
}
