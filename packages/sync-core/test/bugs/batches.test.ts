import { createApiClient } from "@testio/api-client";
import { startSimulator } from "@testio/simulator";
import { expect, onTestFinished, test } from "vitest";
import { batchesOf } from "../../src/bugs/batches.js";
import { recordUrls } from "./support.js";

const PRODUCTION = "https://api.test.io/customer/v2";

test("as many tests go into a request as a URL of 2,000 characters takes, in their order", async () => {
  const simulator = await startSimulator({ products: 1, testsPerProduct: 1 });
  const client = createApiClient({ baseUrl: simulator.url, token: simulator.token });
  onTestFinished(async () => {
    await client.close();
    await simulator.close();
  });
  const tests = Array.from({ length: 3000 }, (_, index) => ({ id: index < 1000 ? index + 1 : 99_000 + index * 7 }));
  const batches = batchesOf(tests);
  expect(batches.flat()).toEqual(tests);
  const urls = recordUrls();
  for (const batch of batches) await client.listBugs({ testIds: batch.map(({ id }) => id) });
  // As they are sent, but to the host they are meant for.
  const lengths = urls.map((url) => url.replace(simulator.url, PRODUCTION).length);
  expect(lengths).toHaveLength(batches.length);
  expect(Math.max(...lengths)).toBeLessThanOrEqual(2000);
  // Only what is kept free for longer base URLs is left.
  for (const length of lengths.slice(0, -1)) expect(length).toBeGreaterThan(2000 - 128);
});

test("no tests make no request", () => {
  expect(batchesOf([])).toEqual([]);
  expect(batchesOf([{ id: 1 }])).toEqual([[{ id: 1 }]]);
});
