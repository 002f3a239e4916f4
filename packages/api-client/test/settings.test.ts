import { expect, test } from "vitest";
import { readSettings } from "../src/settings.js";

const GOOD = { baseUrl: "https://api.test.io/customer/v2", token: "some-token" };

test("fills in the defaults", () => {
  expect(readSettings(GOOD)).toEqual({
    ...GOOD,
    host: "api.test.io",
    maxConcurrentRequests: 10,
    connectionPoolSize: 20,
    timeoutMs: 90_000,
    deadlineMs: 300_000,
    retryLimit: 4,
    retryBaseDelayMs: 500,
    retryMaxDelayMs: 30_000,
  });
});

test("forgives white space and trailing slashes", () => {
  const settings = readSettings({ baseUrl: " http://localhost:8080/customer/v2// ", token: "some-token\n" });
  expect(settings).toMatchObject({
    baseUrl: "http://localhost:8080/customer/v2",
    token: "some-token",
    host: "localhost:8080",
  });
});

test.each([
  ["baseUrl", { baseUrl: "" }],
  ["baseUrl", { baseUrl: "api.test.io/customer/v2" }],
  ["baseUrl", { baseUrl: "ftp://api.test.io" }],
  ["baseUrl", { baseUrl: "https://api.test.io/?customer=1" }],
  ["baseUrl", { baseUrl: "https://api.test.io/#top" }],
  ["token", { token: "  " }],
  ["token", { token: "two words" }],
  ["maxConcurrentRequests", { maxConcurrentRequests: 0 }],
  ["maxConcurrentRequests", { maxConcurrentRequests: 51 }],
  ["connectionPoolSize", { connectionPoolSize: 101 }],
  ["timeoutMs", { timeoutMs: 0 }],
  ["deadlineMs", { deadlineMs: 2 ** 31 }],
  ["retryLimit", { retryLimit: 1.5 }],
  ["retryMaxDelayMs", { retryMaxDelayMs: Number.NaN }],
])("names %s when it cannot be used: %j", (option, wrong) => {
  expect(() => readSettings({ ...GOOD, ...wrong })).toThrow(
    expect.objectContaining({ name: "ApiConfigurationError", option, endpoint: "", transient: false }),
  );
});
