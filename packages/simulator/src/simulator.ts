import type { Faults } from "./faults/plan.js";
import { type Counters, clearCounters } from "./http/counters.js";
import { DEFAULT_TOKEN, type SimulatorOptions } from "./options.js";
import { ApiServer, BASE_PATH, type RequestListener } from "./server.js";
import { resolveSettings } from "./settings.js";
import { createCustomer } from "./world/customer.js";
import { createTruth, type Truth } from "./world/truth.js";
import { createWorld, type World } from "./world/world.js";

/** A running TestIO Customer API of one invented customer. */
export interface Simulator {
  /** Base URL, `/customer/v2` included. */
  readonly url: string;
  readonly token: string;
  readonly port: number;
  /** Counted live; take a copy to compare. */
  readonly counters: Readonly<Counters>;
  resetCounters(): void;
  /** From the next request on. */
  setLatency(ms: number): void;
  readonly faults: Faults;
  readonly world: World;
  readonly truth: Truth;
  /** Called with each request and awaited before it is answered. @returns a function that ends it */
  onRequest(listener: RequestListener): () => void;
  /** Ends the server and every open connection. */
  close(): Promise<void>;
}

/**
 * Starts a simulator.
 * @throws RangeError for sizes below 0; Node's `EADDRINUSE` error when the port is taken
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const customer = createCustomer(resolveSettings(options));
  const token = options.token ?? DEFAULT_TOKEN;
  const host = options.host ?? "127.0.0.1";
  const server = new ApiServer(customer, token, options.latencyMs ?? 0);
  const port = await server.listen(host, options.port ?? 0);

  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${port}${BASE_PATH}`,
    token,
    port,
    counters: server.counters,
    resetCounters() {
      clearCounters(server.counters);
    },
    setLatency(ms) {
      server.latencyMs = ms;
    },
    faults: server.faults,
    world: createWorld(customer),
    truth: createTruth(customer),
    onRequest(listener) {
      server.listeners.add(listener);
      return () => {
        server.listeners.delete(listener);
      };
    },
    close: () => server.close(),
  };
}
