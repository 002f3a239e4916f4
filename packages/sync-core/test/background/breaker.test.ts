import { join } from "node:path";
import { openStore } from "@testio/store";
import { expect, onTestFinished, test } from "vitest";
import { makeWorld } from "../support/world.js";
import { after, INTERVAL_MS, MINUTE_MS, SECOND_MS, startServer } from "./server.js";

/** How long the tries take until the breaker opens: two pauses. */
const OPENED_MS = 75 * SECOND_MS;

class NoTokenError extends Error {
  override readonly name = "NoTokenError";
}

test("failures are tried again after growing pauses, then it pauses, tries once, and goes on when that succeeds", async () => {
  const world = await makeWorld({ products: 1, testsPerProduct: 3 });
  const heal = world.simulator.faults.add({ match: () => true, fault: { kind: "status", status: 401 } });
  const { background, clock, results, log } = startServer(world);
  await clock.advance(0);
  const reason = expect.stringMatching(/^TestIO refused the token .* Check that TESTIO_CUSTOMER_API_TOKEN/);
  expect(background.state()).toMatchObject({
    activity: "waiting",
    nextAt: after(15 * SECOND_MS),
    recentFailures: [after(0)],
    last: { status: "failure", reason },
  });
  await clock.advance(OPENED_MS - 1);
  expect(results).toHaveLength(2);
  await clock.advance(1);
  expect(background.state()).toMatchObject({
    activity: "paused",
    nextAt: after(OPENED_MS + 15 * MINUTE_MS),
    recentFailures: [after(0), after(15 * SECOND_MS), after(OPENED_MS)],
    breaker: { openedAt: after(OPENED_MS), until: after(OPENED_MS + 15 * MINUTE_MS), reason },
  });

  await clock.advance(15 * MINUTE_MS - 1);
  expect(results).toHaveLength(3);
  await clock.advance(1);
  expect(results).toHaveLength(4);
  const reopened = { openedAt: after(OPENED_MS), until: after(OPENED_MS + 30 * MINUTE_MS) };
  expect(background.state()).toMatchObject({ activity: "paused", breaker: reopened });

  heal();
  await clock.advance(15 * MINUTE_MS);
  expect(results.map(({ status }) => status)).toEqual(["failure", "failure", "failure", "failure", "success"]);
  expect(background.state()).toMatchObject({
    activity: "waiting",
    nextAt: after(OPENED_MS + 30 * MINUTE_MS + INTERVAL_MS),
    recentFailures: [],
    breaker: null,
  });
  expect(log.map(({ level, message }) => `${level}: ${message.replace(/: TestIO .*\.(?= )/, ": …")}`)).toEqual([
    "warn: The background sync failed: … Next try at 2026-11-01T00:00:15.000Z.",
    "warn: The background sync failed: … Next try at 2026-11-01T00:01:15.000Z.",
    "warn: The background sync failed: … Paused until 2026-11-01T00:16:15.000Z after 3 failures in a row.",
    "warn: The background sync failed: … Paused until 2026-11-01T00:31:15.000Z after 4 failures in a row.",
    "info: The background sync works again.",
  ]);
});

test("a sync that somebody else completed during the pause closes the breaker", async () => {
  const world = await makeWorld({ products: 1, testsPerProduct: 3 });
  const heal = world.simulator.faults.add({ match: () => true, fault: { kind: "status", status: 500 } });
  const { background, clock } = startServer(world);
  await clock.advance(OPENED_MS + 10 * MINUTE_MS);
  expect(background.state().activity).toBe("paused");
  heal();
  await world.sync({ now: () => clock.now() });
  await clock.advance(5 * MINUTE_MS);
  expect(background.state()).toMatchObject({ activity: "waiting", breaker: null, last: { status: "skipped" } });
});

test("what prepares a sync may fail too: that counts, with its reason when it was written for people", async () => {
  const world = await makeWorld({ products: 1, testsPerProduct: 3 });
  let error: Error | null = new NoTokenError("No token is set. Set one.");
  const { background, clock, results, log } = startServer(world, {
    async request() {
      if (error !== null) throw error;
      return world;
    },
  });
  await clock.advance(0);
  expect(background.state().last).toMatchObject({ status: "failure", reason: "No token is set. Set one." });
  expect(log).toMatchObject([{ level: "warn" }]);

  error = new TypeError("secret is not a function");
  await clock.advance(OPENED_MS);
  expect(background.state()).toMatchObject({ activity: "paused", breaker: { reason: /unexpected.*TypeError/ } });
  expect(log.map(({ message }) => message).join()).not.toContain("secret");
  expect(log).toContainEqual({ level: "error", message: "The background sync could not start.", error });

  error = null;
  await clock.advance(15 * MINUTE_MS);
  expect(results).toMatchObject([{ status: "success" }]);
});

test("a database that another process keeps for itself neither ends it nor is hidden", async () => {
  const world = await makeWorld({ products: 1, testsPerProduct: 3 });
  const path = join(world.directory, "cache.db");
  const impatient = await openStore({ path, customerId: 1, busyTimeoutMs: 10 });
  onTestFinished(() => impatient.close());
  const { client } = world;
  const { background, clock, results, log } = startServer(world, {
    request: async () => ({ client, store: impatient }),
  });
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const { promise: held, resolve: hold } = Promise.withResolvers<void>();
  const keeping = world.store.write(async (tx) => {
    await tx.setMetadata("anything", "at all");
    hold();
    await released;
  });
  await held;
  await clock.advance(0);
  expect(background.state()).toMatchObject({ activity: "waiting", recentFailures: [after(0)] });
  expect(log.map(({ message }) => message)).toContainEqual(
    expect.stringMatching(/^What the background sync is up to could not be stored: .*/),
  );
  release();
  await keeping;
  await clock.advance(15 * SECOND_MS);
  expect(results.map(({ status }) => status)).toEqual(["failure", "success"]);
  expect(background.state()).toMatchObject({ activity: "waiting", recentFailures: [] });
});
