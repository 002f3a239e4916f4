import { expect, test } from "vitest";
import { parseRetryAfter } from "../src/transport/retry-after.js";

const NOW = Date.UTC(2026, 0, 1, 12, 0, 0);

test.each([
  ["0", 0],
  ["120", 120_000],
  [" 1.5 ", 1500],
  ["Thu, 01 Jan 2026 12:00:30 GMT", 30_000],
  ["Thursday, 01-Jan-26 12:00:30 GMT", 30_000],
  ["Thu Jan  1 12:00:30 2026 GMT", 30_000],
  ["Thu, 01 Jan 2026 11:00:00 GMT", 0],
])("reads %j as %d ms", (header, expected) => {
  expect(parseRetryAfter(header, NOW)).toBe(expected);
});

test.each([null, "", "soon", "-5", "12 apples", "2026-01-01T12:00:30Z", "Thu, 99 Foo 2026"])(
  "cannot read %j",
  (header) => {
    expect(parseRetryAfter(header, NOW)).toBeNull();
  },
);
