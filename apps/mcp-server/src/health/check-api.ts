import type { ServerContext } from "../context/server-context.js";
import { explainError } from "../errors/explain-error.js";

/** A check should tell soon that nothing answers, not after all the retries a sync would make. */
const CHECK_TIMEOUT_MS = 10_000;

export interface ApiHealth {
  reachable: boolean;
  /** Null when nothing can be said about it. */
  token_accepted: boolean | null;
  latency_ms: number | null;
  message: string;
}

/** Asks TestIO for its products once, with a client of its own that never tries again. */
export async function checkApi(context: ServerContext, signal: AbortSignal): Promise<ApiHealth> {
  const { apiBaseUrl, apiToken, productIds } = context.settings;
  if (apiToken === null) {
    const message = "Not asked: no token is set. Set TESTIO_CUSTOMER_API_TOKEN and restart the server.";
    return { reachable: false, token_accepted: null, latency_ms: null, message };
  }
  const { createApiClient, isApiError } = await import("@testio/api-client");
  const started = performance.now();
  const elapsed = () => Math.round(performance.now() - started);
  try {
    const options = { baseUrl: apiBaseUrl, token: apiToken, retryLimit: 0 };
    const client = createApiClient({ ...options, timeoutMs: CHECK_TIMEOUT_MS, deadlineMs: CHECK_TIMEOUT_MS });
    try {
      const { items } = await client.listProducts(productIds === null ? {} : { productIds }, { signal });
      const message = `TestIO answers; the token is accepted and sees ${items.length} products.`;
      return { reachable: true, token_accepted: true, latency_ms: elapsed(), message };
    } finally {
      await client.close();
    }
  } catch (error) {
    const answered = isApiError(error) && error.status !== null;
    if (!isApiError(error)) context.log.error({ err: error }, "The API check failed unexpectedly.");
    return {
      reachable: answered,
      token_accepted: isApiError(error) && error.status === 401 ? false : null,
      latency_ms: answered ? elapsed() : null,
      message: (await explainError(error, "health_check")).why,
    };
  }
}
