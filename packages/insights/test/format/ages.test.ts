import { expect, it } from "vitest";
import { ageSeconds, inWords } from "../../src/format/ages.js";

it.each([
  [0, "less than a minute"],
  [59, "less than a minute"],
  [60, "1 minute"],
  [3599, "59 minutes"],
  [3600, "1 hour"],
  [86_399, "23 hours"],
  [172_800, "2 days"],
])("%s seconds are %s", (seconds, words) => {
  expect(inWords(seconds)).toBe(words);
});

it("takes a moment that is still to come for now", () => {
  const now = new Date("2026-06-15T12:00:00Z");
  expect(ageSeconds(new Date("2026-06-15T11:59:00.500Z"), now)).toBe(59);
  expect(ageSeconds(new Date("2026-06-15T13:00:00Z"), now)).toBe(0);
});
