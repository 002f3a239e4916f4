import type { ApiClient } from "@testio/api-client";
import { MissingTokenError, type Settings } from "@testio/config";
import { describeFailure } from "../failure.js";
import type { Io } from "../io.js";
import { aboutSeconds, countOf, listInWords } from "../output/words.js";
import { type Check, checksOf } from "./check.js";

/** Whoever waits for a doctor does not wait as long as a sync would. */
const LONGEST_WAIT_SECONDS = 15;
const SLOW_MS = 3000;
/** From here on ages and "since" are visibly wrong; from there on, freshness is. */
const CLOCK_HINT_MS = 10_000;
const CLOCK_WRONG_MS = 300_000;

const token = checksOf("token");
const api = checksOf("api");
const clock = checksOf("clock");
const products = checksOf("products");

/** Asks TestIO for the product list: is it there, how quick is it, does it take the token, what time is it there. */
export async function checkApi(settings: Settings, { signal }: Pick<Io, "signal">): Promise<Check[]> {
  if (settings.apiToken === null) {
    const unasked = "Not asked, since there is no token.";
    return [token.wrong(new MissingTokenError().message), api.unknown(unasked), clock.unknown(unasked)];
  }
  const { createApiClient } = await import("@testio/api-client");
  const timeoutMs = 1000 * Math.min(settings.httpTimeoutSeconds, LONGEST_WAIT_SECONDS);
  let client: ApiClient;
  try {
    client = createApiClient({ baseUrl: settings.apiBaseUrl, token: settings.apiToken, retryLimit: 1, timeoutMs });
  } catch (error) {
    return [api.wrong(sentence(error))];
  }
  try {
    const answers = await askForProducts(client, settings, signal);
    return [...answers, clockCheck(client.metrics().clockOffsetMs)];
  } finally {
    await client.close();
  }
}

async function askForProducts(client: ApiClient, settings: Settings, signal: AbortSignal): Promise<Check[]> {
  const { host } = new URL(settings.apiBaseUrl);
  try {
    // The first answer also took the time to load what is needed for it, and to connect.
    const { items } = await client.listProducts({}, { signal });
    const since = performance.now();
    await client.listProducts({}, { signal });
    const tookMs = Math.round(performance.now() - since);
    const answered = `${host} answered in ${tookMs.toLocaleString("en-US")} ms and lists ${countOf(items.length, "product")}.`;
    const slow = `${answered} That is slow: syncs will take long until the network or TestIO is quicker.`;
    const listed = items.map(({ id }) => id);
    return [
      token.ok("Set, and TestIO accepts it."),
      tookMs > SLOW_MS ? api.hint(slow) : api.ok(answered),
      ...productsCheck(settings.productIds, listed),
    ];
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof Error && error.name === "ApiAuthenticationError") {
      return [token.wrong(error.message), api.ok(`${host} answers.`)];
    }
    return [token.unknown("Set; TestIO did not say whether it accepts it."), api.wrong(sentence(error))];
  }
}

function productsCheck(wanted: readonly number[] | null, listed: readonly number[]): Check[] {
  if (wanted === null) return [];
  const missing = wanted.filter((id) => !listed.includes(id));
  if (missing.length === 0) return [products.ok(`The token can see all ${wanted.length} of TESTIO_PRODUCT_IDS.`)];
  const which = `${missing.length === 1 ? "Product" : "Products"} ${listInWords(missing)} of TESTIO_PRODUCT_IDS`;
  return [products.wrong(`${which} cannot be seen with this token. Correct the setting, or ask for access.`)];
}

function clockCheck(offsetMs: number | null): Check {
  if (offsetMs === null) return clock.unknown("Not compared: TestIO did not tell its time.");
  const apart = `${aboutSeconds(Math.abs(offsetMs) / 1000)} ${offsetMs > 0 ? "ahead of" : "behind"} TestIO's`;
  const advice = `This machine's clock is ${apart}. Set it right (switch on NTP); ages and dates are off by as much.`;
  if (Math.abs(offsetMs) >= CLOCK_WRONG_MS) return clock.wrong(advice);
  if (Math.abs(offsetMs) >= CLOCK_HINT_MS) return clock.hint(advice);
  return clock.ok("This machine's clock agrees with TestIO's.");
}

function sentence(error: unknown): string {
  return describeFailure(error)
    .problems.map(({ message }) => message)
    .join(" ");
}
