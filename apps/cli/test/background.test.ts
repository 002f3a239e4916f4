import { hostname } from "node:os";
import { BACKGROUND_SYNC_KEY } from "@testio/store";
import type { BackgroundState } from "@testio/sync-core";
import { describe, expect, it } from "vitest";
import { NOW, Workbench } from "./support/workbench.js";

const minutes = (count: number) => new Date(NOW.getTime() + 60_000 * count);

const WAITING: BackgroundState = {
  pid: process.pid,
  host: hostname(),
  startedAt: minutes(-60),
  intervalSeconds: 900,
  activity: "waiting",
  nextAt: minutes(14),
  recentFailures: [],
  breaker: null,
  last: { status: "success", at: minutes(-1), reason: null },
};
const PAUSED: BackgroundState = {
  ...WAITING,
  activity: "paused",
  nextAt: minutes(10),
  breaker: { openedAt: minutes(-5), until: minutes(10), reason: "TestIO refused the token (401)." },
  last: { status: "failure", at: minutes(-5), reason: "TestIO refused the token (401)." },
};
const SERVER = `the server with process ${process.pid} on ${hostname()}`;

/** A synced customer, on whose database a server left this state. */
async function withBackground(state: BackgroundState): Promise<Workbench> {
  const bench = new Workbench();
  await bench.simulate({ products: 1, testsPerProduct: 3 });
  await bench.run(["sync"]);
  await bench.withStore((store) => store.write((tx) => tx.setMetadata(BACKGROUND_SYNC_KEY, JSON.stringify(state))));
  return bench;
}

async function lineOf(bench: Workbench, command: string, label: string): Promise<string | undefined> {
  const { stdout } = await bench.run([command]);
  return stdout.split("\n").find((line) => new RegExp(`\\b${label}\\b`).test(line));
}

const cases: [name: string, state: BackgroundState, next: string][] = [
  ["waits", WAITING, `2026-06-30 12:14 UTC (in 14 minutes), by ${SERVER}, every 15 min`],
  [
    "is late",
    { ...WAITING, nextAt: minutes(-2) },
    `was due 2026-06-30 11:58 UTC (2 minutes ago), by ${SERVER}, every 15 min`,
  ],
  ["runs", { ...WAITING, activity: "running", nextAt: null }, `running now, by ${SERVER}`],
  ["is off", { ...WAITING, activity: "off", nextAt: null }, `none planned: ${SERVER} does not sync by itself`],
];

describe("the background sync of a server", () => {
  it.each(cases)("that %s", async (_name, state, next) => {
    const bench = await withBackground(state);
    expect(await lineOf(bench, "status", "Next sync")).toBe(`Next sync  ${next}`);
    expect(await lineOf(bench, "doctor", "Background")).toBe(`ok     Background   Next sync: ${next}.`);
  });

  it.each([
    ["is gone", { ...WAITING, pid: 4_194_300 }],
    ["has ended", { ...PAUSED, activity: "stopped" as const, nextAt: null }],
  ])("that %s does not sync", async (_name, state) => {
    const bench = await withBackground(state);
    expect(await lineOf(bench, "status", "Next sync")).toBe(
      "Next sync  none planned: no server is running (testio-mcp serve)",
    );
    expect(await lineOf(bench, "status", "Paused")).toBeUndefined();
    expect(await lineOf(bench, "doctor", "Background")).toBe(
      "ok     Background   No server is running; testio-mcp serve would sync from time to time.",
    );
  });

  it("that is paused is told with the reason, and is wrong", async () => {
    const bench = await withBackground(PAUSED);
    const why =
      "since 2026-06-30 11:55 UTC (5 minutes ago), next try 2026-06-30 12:10 UTC (in 10 minutes): TestIO refused the token (401).";
    expect(await lineOf(bench, "status", "Paused")).toBe(`Paused     ${why}`);
    expect(await lineOf(bench, "doctor", "Background")).toBe(
      `wrong  Background   Paused ${why} Mend that; it then goes on by itself.`,
    );
    expect((await bench.run(["doctor"])).code).toBe(1);
    const { stdout } = await bench.run(["status", "--json"]);
    expect(JSON.parse(stdout)).toMatchObject({
      next_sync_at: minutes(10).toISOString(),
      background: { activity: "paused", pid: process.pid, breaker: { until: minutes(10).toISOString() } },
    });
  });

  it("that failed last time is a hint", async () => {
    const bench = await withBackground({
      ...WAITING,
      last: { status: "failure", at: minutes(-1), reason: "No room left." },
    });
    expect(await lineOf(bench, "doctor", "Background")).toMatch(
      /^hint {3}Background {3}The last background sync failed: No room left\. Next sync: 2026-06-30 12:14 UTC/,
    );
  });
});
