import { bugEndpoints } from "./endpoints/bugs.js";
import { connectionEndpoints } from "./endpoints/connections.js";
import type { EndpointContext } from "./endpoints/context.js";
import { featureEndpoints } from "./endpoints/features.js";
import { productEndpoints } from "./endpoints/products.js";
import { testEnvironmentEndpoints } from "./endpoints/test-environments.js";
import { testTemplateEndpoints } from "./endpoints/test-templates.js";
import { testEndpoints } from "./endpoints/tests.js";
import { userStoryEndpoints } from "./endpoints/user-stories.js";
import { DriftCounter } from "./schemas/drift.js";
import { readSettings } from "./settings.js";
import { lazyHttp } from "./transport/lazy-http.js";
import { MetricsRecorder } from "./transport/metrics.js";
import { requestReporter } from "./transport/request-reporter.js";
import { Transport } from "./transport/transport.js";
import type { ApiClient, ApiClientOptions } from "./types.js";

/**
 * A read-only client: it has no way to send anything but GET. Opens no connection before the first call. Every call
 * rejects with an {@link ApiError} subclass, or with a `RangeError` when a parameter makes no sense.
 *
 * @throws ApiConfigurationError when the base URL, the token or a limit cannot be used.
 */
export function createApiClient(options: ApiClientOptions): ApiClient {
  const settings = readSettings(options);
  const metrics = new MetricsRecorder();
  const drift = new DriftCounter();
  const transport = new Transport({
    http: lazyHttp({
      baseUrl: settings.baseUrl,
      token: settings.token,
      connectionPoolSize: settings.connectionPoolSize,
      connectTimeoutMs: settings.timeoutMs,
    }),
    host: settings.host,
    metrics,
    report: requestReporter(options.onRequest),
    timeoutMs: settings.timeoutMs,
    deadlineMs: settings.deadlineMs,
    maxConcurrentRequests: settings.maxConcurrentRequests,
    retryLimit: settings.retryLimit,
    backoff: { baseDelayMs: settings.retryBaseDelayMs, maxDelayMs: settings.retryMaxDelayMs },
  });
  const context: EndpointContext = { transport, drift };
  return {
    ...productEndpoints(context),
    ...testEndpoints(context),
    ...bugEndpoints(context),
    ...featureEndpoints(context),
    ...userStoryEndpoints(context),
    ...testEnvironmentEndpoints(context),
    ...testTemplateEndpoints(context),
    ...connectionEndpoints(context),
    metrics: () => metrics.snapshot(),
    schemaDrift: () => drift.snapshot(),
    close: () => transport.close(),
  };
}
