import type { DatabaseStats, ProblematicTests, SyncRun } from "@testio/insights";
import type { ServerContext } from "../../context/server-context.js";
import { findRunningSync } from "../../sync/running-sync.js";
import type { DetachedSync } from "../detached-sync.js";
import type { Part } from "../offered-parts.js";
import type { Kept } from "./kept.js";
import { problemOf } from "./problem-of.js";
import { type CoveragePage, readCoverage } from "./read-coverage.js";
import { readSearch, type Search } from "./read-search.js";
import { readSync, type SyncState } from "./read-sync.js";
import type { Trends } from "./read-trends.js";

/** What the page was asked for, as it stands in its address. */
export interface Asked {
  /** Of the products. */
  page: number;
  query: string;
  /** Which page of what the search found. */
  results: number;
}

/** A part of the page, or why it is not there. */
export type Outcome<Value> = { value: Value } | { problem: string };

/** All that the page shows; parts that are not offered are absent. */
export interface DashboardData {
  now: Date;
  sync: Outcome<SyncState>;
  search: Search | null;
  totals: Outcome<DatabaseStats> | null;
  coverage: Outcome<CoveragePage> | null;
  trends: Outcome<Trends> | null;
  history: Outcome<SyncRun[]> | null;
  problems: Outcome<ProblematicTests> | null;
}

export interface DashboardSources {
  context: ServerContext;
  parts: ReadonlySet<Part>;
  asked: DetachedSync;
  trends: Kept<Trends>;
}

/** Each part by itself: what is wrong with one says nothing of the others. */
export async function readDashboard(sources: DashboardSources, asked: Asked): Promise<DashboardData> {
  const { context, parts, trends } = sources;
  const attempt = <Value>(read: () => Promise<Value>) => outcomeOf(context, read);
  const part = <Value>(name: Part, read: () => Promise<Value>) => (parts.has(name) ? attempt(read) : null);
  const sync = await attempt(() => readSync(context, sources.asked));
  const revision = "value" in sync ? sync.value.revision : "unknown";
  return {
    now: context.now(),
    sync,
    search: parts.has("search") ? await readSearch(context, asked) : null,
    totals: await part("totals", async () => {
      const { getDatabaseStats } = await import("@testio/insights");
      return getDatabaseStats(await context.store());
    }),
    coverage: await part("coverage", () => readCoverage(context, asked.page)),
    trends: await part("trends", () => trends.get(revision)),
    history: await part("history", () => readHistory(context)),
    problems: await part("problems", async () => {
      const { getProblematicTests } = await import("@testio/insights");
      return getProblematicTests(await context.store(), {});
    }),
  };
}

const SHOWN_RUNS = 5;

async function readHistory(context: ServerContext): Promise<SyncRun[]> {
  const { getSyncHistory } = await import("@testio/insights");
  const store = await context.store();
  const syncRunning = (await findRunningSync(store)) !== null;
  return (await getSyncHistory(store, { limit: SHOWN_RUNS }, { now: context.now, syncRunning })).runs;
}

async function outcomeOf<Value>(context: ServerContext, read: () => Promise<Value>): Promise<Outcome<Value>> {
  try {
    return { value: await read() };
  } catch (error) {
    return { problem: await problemOf(context, error) };
  }
}
