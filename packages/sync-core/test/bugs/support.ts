import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Fault, StatusFault } from "@testio/simulator";
import type { SyncPhaseName } from "@testio/store";
import { onTestFinished } from "vitest";
import { makeWorld, type World } from "../support/world.js";

type Row = Record<string, unknown>;

/** Rows of the database file, read beside the store. */
export function rowsOf(world: World, sql: string, ...parameters: (string | number)[]): Row[] {
  const database = new DatabaseSync(join(world.directory, "cache.db"), { readOnly: true });
  try {
    return database.prepare(sql).all(...parameters);
  } finally {
    database.close();
  }
}

/** Ids of the living bugs stored, ascending. */
export function storedBugIds(world: World, testId?: number): number[] {
  const where = testId === undefined ? "" : `AND test_id = ${testId}`;
  return rowsOf(world, `SELECT id FROM bugs WHERE deleted_at IS NULL ${where} ORDER BY id`).map(({ id }) => Number(id));
}

/** Ids of the bugs TestIO has of the tests stored, ascending. */
export async function listedBugIds(world: World): Promise<number[]> {
  const tests = await world.storedIds();
  return tests.flatMap((id) => world.simulator.truth.bugIds(id)).sort((a, b) => a - b);
}

export async function stampOf(world: World, testId: number) {
  const [stamp] = await world.store.testStamps([testId]);
  if (stamp === undefined) throw new Error(`Test ${testId} is not stored.`);
  return stamp;
}

/** Tests a request for bugs names; empty for a request by product. */
export function testsAsked(query: URLSearchParams): number[] {
  return (query.get("filter_test_cycle_ids") ?? "").split(",").filter(Boolean).map(Number);
}

/** The tests named by each request for bugs from now on. */
export function recordBugRequests(world: World): URLSearchParams[] {
  const queries: URLSearchParams[] = [];
  world.simulator.onRequest(({ path, query }) => {
    if (path === "/bugs") queries.push(query);
  });
  return queries;
}

/** The addresses that arrive at any HTTP server of this process from now on, as they were sent. */
export function recordUrls(): string[] {
  const urls: string[] = [];
  const onStart = (message: unknown) => {
    const { request } = message as { request: IncomingMessage };
    urls.push(`http://${request.headers.host}${request.url}`);
  };
  subscribe("http.server.request.start", onStart);
  onTestFinished(() => {
    unsubscribe("http.server.request.start", onStart);
  });
  return urls;
}

/** A clock that stands still until it is moved. */
export function makeClock(start = "2026-06-30T12:00:00Z") {
  let now = Date.parse(start);
  return {
    now: () => new Date(now),
    advance(seconds: number) {
      now += seconds * 1000;
    },
  };
}

export const BUGS: readonly SyncPhaseName[] = ["BUGS"];
/** With a floor, however low, bugs are asked for by tests, not by product. */
export const BY_TESTS = { sinceDate: new Date("2000-01-01T00:00:00Z") };
export const status = (code: StatusFault["status"]): Fault => ({ kind: "status", status: code });

/** Tests are stored, bugs are not. `asked`: requests for bugs from then on. */
export async function worldOf(tests: number, products = 1, now?: () => Date) {
  const world = await makeWorld({ products, testsPerProduct: tests, bugsPerTest: tests > 100 ? 0.1 : 2 });
  await world.sync({ settings: { pageSize: 100 }, ...(now && { now }) });
  const [productId = 0] = world.simulator.truth.productIds();
  return { world, productId, ids: await world.storedIds(productId), asked: recordBugRequests(world) };
}

/** Requests for bugs that `concern` picks fail; those by product too, since they concern all tests. */
export function failBugs(
  world: World,
  fault: Fault,
  concern: (testIds: number[]) => boolean = () => true,
  times?: number,
) {
  return world.simulator.faults.add({
    match: ({ path, query }) => path === "/bugs" && (query.has("filter_product_ids") || concern(testsAsked(query))),
    fault,
    ...(times === undefined ? {} : { times }),
  });
}
