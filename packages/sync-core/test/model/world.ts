import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ApiClient, createApiClient } from "@testio/api-client";
import { type Simulator, startSimulator } from "@testio/simulator";
import { openStore, type Store } from "@testio/store";
import { type LoggedAnswer, loggingClient } from "./answers.js";
import { FaultWatch } from "./fault-watch.js";
import type { FaultStep, Setup } from "./history.js";
import type { RunRecord } from "./run-record.js";
import { type Snapshot, takeSnapshot } from "./snapshot.js";
import { Upstream } from "./upstream.js";
import type { UpstreamTest } from "./upstream-tests.js";

const START = Date.parse("2026-06-30T12:00:00Z");
/** So that a fault which lets nothing through costs milliseconds; and a client that has to wait for a timeout, not many. */
const RETRIES = { retryLimit: 2, retryBaseDelayMs: 1, retryMaxDelayMs: 2 };
const TIMEOUT_MS = 10_000;
const SHORT_TIMEOUT_MS = 60;

/** A simulated API, a database, and all that has happened between them. */
export class World {
  readonly setup: Setup;
  readonly simulator: Simulator;
  readonly upstream: Upstream;
  readonly database: Store;
  /** The same database as another process has it; null in memory. */
  readonly otherHandle: Store | null;
  readonly directory: string | null;
  readonly answers: LoggedAnswer[] = [];
  readonly runs: RunRecord[] = [];
  readonly faults = new Set<FaultStep["fault"]>();
  readonly faultWatch = new FaultWatch();
  pageSize: number;
  maxPages: number;
  snapshot: Snapshot;
  /** Whether somebody has had something refreshed on reading it: answered as stale, its requests may still be under way. */
  hasRead = false;
  /** The latest the clock has ever been. */
  latest = START;
  /** The run under way: since when, and whether it deletes what was stored before. */
  underWay: { since: number; wipes: boolean } | null = null;
  readonly #clients: { quick: ApiClient; patient: ApiClient };
  #now = START;
  #moment = 0;

  private constructor(parts: {
    setup: Setup;
    simulator: Simulator;
    stores: readonly [Store, ...Store[]];
    directory: string | null;
    snapshot: Snapshot;
  }) {
    const { setup, simulator } = parts;
    const clock = { moment: () => this.moment(), now: () => this.#now };
    this.setup = setup;
    this.simulator = simulator;
    this.directory = parts.directory;
    this.database = parts.stores[0];
    this.otherHandle = parts.stores[1] ?? null;
    this.snapshot = parts.snapshot;
    this.pageSize = setup.pageSize;
    this.maxPages = setup.maxPages;
    this.upstream = new Upstream(simulator, clock, (test) => this.#isBelowKnown(test));
    const target = { baseUrl: simulator.url, token: simulator.token, maxConcurrentRequests: setup.requestsAtOnce };
    const clientWith = (timeoutMs: number) =>
      loggingClient(createApiClient({ ...target, ...RETRIES, timeoutMs }), clock, this.answers);
    this.#clients = { quick: clientWith(SHORT_TIMEOUT_MS), patient: clientWith(TIMEOUT_MS) };
    for (const { sections, tests } of setup.products) this.upstream.addProduct(sections, tests);
  }

  static async make(setup: Setup): Promise<World> {
    const { nullEndAt, inFile } = setup;
    const simulator = await startSimulator({ products: 0, bugsPerTest: 0, quirks: false, nullEndAt });
    const directory = inFile ? await mkdtemp(join(tmpdir(), "sync-model-")) : null;
    const open = () => openStore({ path: directory ? join(directory, "cache.db") : ":memory:", customerId: 1 });
    const first = await open();
    const stores: [Store, ...Store[]] = directory ? [first, await open()] : [first];
    return new World({ setup, simulator, stores, directory, snapshot: await takeSnapshot(first) });
  }

  async close(): Promise<void> {
    await this.#clients.quick.close();
    await this.#clients.patient.close();
    await this.simulator.close();
    await this.otherHandle?.close();
    await this.database.close();
    if (this.directory) await rm(this.directory, { recursive: true });
  }

  get now(): Date {
    return new Date(this.#now);
  }

  /** A number that never comes again, for the order of all that happens. */
  moment(): number {
    this.#moment += 1;
    return this.#moment;
  }

  /** Times of runs tell them apart, so the clock never shows the same millisecond twice. */
  turnClock(seconds: number): void {
    this.#now += 1000 * seconds + 1 + this.runs.length;
    this.latest = Math.max(this.latest, this.#now);
  }

  get client(): ApiClient {
    const waits = [...this.faults].some((fault) => fault !== "clear" && fault.kind === "hang");
    return waits ? this.#clients.quick : this.#clients.patient;
  }

  /** Whether a test stands below one that is stored and has not moved since it was listed: a sync may stop there. */
  #isBelowKnown(test: UpstreamTest): boolean {
    const listed = new Map<number, { endAt: number | null; moment: number }>();
    for (const { answer, moment } of this.answers) {
      if (answer.of !== "page" || answer.productId !== test.productId) continue;
      for (const { id, endAt } of answer.tests) listed.set(id, { endAt, moment });
    }
    const { since, wipes } = this.underWay ?? { since: Number.POSITIVE_INFINITY, wipes: false };
    const isKnown = ({ id, endAt }: UpstreamTest): boolean => {
      const last = listed.get(id);
      if (last === undefined || last.endAt !== endAt) return false;
      return last.moment >= since || (!wipes && this.snapshot.tests.get(id)?.deletedAt === null);
    };
    const list = this.upstream.list(test.productId);
    return list.slice(0, list.indexOf(test)).some(isKnown);
  }
}
