import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadSettings, type Settings } from "@testio/config";
import { type Simulator, type SimulatorOptions, startSimulator } from "@testio/simulator";
import { onTestFinished } from "vitest";

/** A directory of its own, gone after the test. */
export async function temporaryDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "testio-mcp-server-"));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

/** A small TestIO without quirks, unless asked for. */
export async function simulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const started = await startSimulator({ products: 2, testsPerProduct: 5, quirks: false, ...options });
  onTestFinished(() => started.close());
  return started;
}

/** The environment of a server that asks `api`, or has neither token nor API, and never syncs by itself. */
export function environment(directory: string, api: Simulator | null): Record<string, string> {
  return {
    TESTIO_DB_PATH: join(directory, "cache.db"),
    LOG_FILE: "none",
    LOG_LEVEL: "DEBUG",
    TESTIO_REFRESH_INTERVAL_SECONDS: "0",
    ...(api === null ? {} : { TESTIO_CUSTOMER_API_BASE_URL: api.url, TESTIO_CUSTOMER_API_TOKEN: api.token }),
  };
}

/** Settings of a server as its program would read them. */
export async function settingsFor(api: Simulator | null, extra: Record<string, string> = {}): Promise<Settings> {
  const directory = await temporaryDirectory();
  return loadSettings({ env: { ...environment(directory, api), ...extra }, homeDir: directory, cwd: directory });
}

/** An address where nothing listens: a simulator had it a moment ago. */
export async function unreachableUrl(): Promise<string> {
  const gone = await startSimulator({ products: 0 });
  await gone.close();
  return gone.url;
}
