import { bugKind } from "./bug-kind.js";
import type { FreshnessContext } from "./context.js";
import { ensureFresh } from "./ensure.js";
import { featureKind } from "./feature-kind.js";
import { testKind } from "./test-kind.js";
import type { Freshness, FreshnessRequest } from "./types.js";

const DEFAULT_TTL_SECONDS = 3600;

/** Refresh on read over one client and one store. Make one per store: callers of different ones share nothing. */
export function createFreshness(request: FreshnessRequest): Freshness {
  const { client, store, settings = {}, log = () => undefined, now = () => new Date() } = request;
  const { cacheTtlSeconds = DEFAULT_TTL_SECONDS, featureCacheTtlSeconds = DEFAULT_TTL_SECONDS } = settings;
  const allowed = settings.allowedProductIds ?? null;
  const context: FreshnessContext = {
    client,
    store,
    cacheTtlMs: 1000 * cacheTtlSeconds,
    featureCacheTtlMs: 1000 * featureCacheTtlSeconds,
    now,
    isAllowed: (productId) => allowed === null || allowed.includes(productId),
    log,
  };
  const tests = testKind(context);
  const bugs = bugKind(context, (ids, options) => ensureFresh(tests, ids, options));
  const features = featureKind(context);
  return {
    tests: (ids, options) => ensureFresh(tests, ids, options),
    bugs: (ids, options) => ensureFresh(bugs, ids, options),
    features: (ids, options) => ensureFresh(features, ids, options),
  };
}
