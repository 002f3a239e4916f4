import { type Simulator, type SimulatorOptions, startSimulator } from "@testio/simulator";
import { onTestFinished } from "vitest";
import { type ApiClient, type ApiClientOptions, createApiClient } from "../../src/index.js";

const TOKEN = "a-token-of-nobody-0123456789";

/** A client that retries within milliseconds and is closed after the test. */
export function clientOf(server: { url: string; token?: string }, options: Partial<ApiClientOptions> = {}): ApiClient {
  const client = createApiClient({
    baseUrl: server.url,
    token: server.token ?? TOKEN,
    retryBaseDelayMs: 1,
    retryMaxDelayMs: 5,
    ...options,
  });
  onTestFinished(() => client.close());
  return client;
}

/** A small simulated customer, gone after the test. */
export async function simulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const running = await startSimulator({ products: 2, testsPerProduct: 5, bugsPerTest: 2, ...options });
  onTestFinished(() => running.close());
  return running;
}

/** The error a promise rejects with; fails when it does not. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error("The promise was expected to reject.");
}

/** Something to wait for that happens elsewhere. */
export function latch(): { open: () => void; opened: Promise<void> } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}
