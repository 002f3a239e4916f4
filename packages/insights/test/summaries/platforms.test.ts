import { describe, expect, it } from "vitest";
import { platformText, summarizePlatforms } from "../../src/summaries/platforms.js";

function android(minVersion: string | null, maxVersion: string | null, category: string | null = "Smartphone") {
  return { category, operatingSystemId: 1, operatingSystem: "Android", minVersion, maxVersion, browsers: ["Chrome"] };
}

describe("platforms in words", () => {
  it.each([
    ["10", null, "Android 10+ (Smartphone)"],
    ["10", "10", "Android 10 (Smartphone)"],
    ["10", "12", "Android 10-12 (Smartphone)"],
    [null, "12", "Android ≤12 (Smartphone)"],
    [null, null, "Android (Smartphone)"],
  ])("min %s, max %s", (min, max, text) => {
    expect(platformText(android(min, max))).toBe(text);
  });

  it("drops an absent category, and names an absent system", () => {
    expect(platformText(android("10", null, null))).toBe("Android 10+");
    expect(platformText({ ...android(null, null), operatingSystem: null })).toBe("Any system (Smartphone)");
  });

  it("keeps phone and tablet apart and shows each platform once with all its browsers", () => {
    const rows = [
      android("10", null),
      android("10", null, "Tablet"),
      { ...android("10", null), browsers: ["Firefox", "Chrome"] },
    ];
    expect(summarizePlatforms(rows)).toEqual([
      { platform: "Android 10+ (Smartphone)", browsers: ["Chrome", "Firefox"] },
      { platform: "Android 10+ (Tablet)", browsers: ["Chrome"] },
    ]);
  });
});
