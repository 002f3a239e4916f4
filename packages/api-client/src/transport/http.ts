import ky, { type Input } from "ky";
import { Agent, fetch as undiciFetch } from "undici";

export interface HttpOptions {
  /** Without a trailing slash. */
  baseUrl: string;
  token: string;
  connectionPoolSize: number;
  /** Only bounds how long an attempt to connect may linger after the attempt it served was given up. */
  connectTimeoutMs: number;
}

/** An answer whose body is read to the end. */
export interface HttpAnswer {
  status: number;
  contentType: string;
  retryAfter: string | null;
  date: string | null;
  body: string;
}

/** Sends GET requests, and nothing else, to one base URL. */
export interface Http {
  get(path: string, query: URLSearchParams, signal: AbortSignal): Promise<HttpAnswer>;
  /** Breaks what is still open. */
  close(): Promise<void>;
}

const KEEP_ALIVE_MS = 30_000;

export function createHttp(options: HttpOptions): Http {
  const agent = new Agent({
    connections: options.connectionPoolSize,
    keepAliveTimeout: KEEP_ALIVE_MS,
    connect: { timeout: options.connectTimeoutMs },
    // Time is kept in one place, above; undici's own limits would cut a longer HTTP_TIMEOUT_SECONDS short.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  const client = ky.create({
    prefix: options.baseUrl,
    headers: { authorization: `Token ${options.token}`, accept: "application/json" },
    fetch: (input) => getOnly(input, agent),
    // ky's retry cannot hold back other requests, nor give up its place under the limit while it waits.
    retry: 0,
    timeout: false,
    throwHttpErrors: false,
    // A redirect that is followed could carry the token to another host.
    redirect: "manual",
  });
  return {
    async get(path, query, signal) {
      const response = await client.get(path, { searchParams: query, signal });
      return {
        status: response.status,
        contentType: response.headers.get("content-type") ?? "",
        retryAfter: response.headers.get("retry-after"),
        date: response.headers.get("date"),
        body: response.ok ? await response.text() : await drained(response),
      };
    },
    close: () => agent.destroy(),
  };
}

/**
 * undici's `fetch` does not know the `Request` class of Node's own copy, which ky builds: so its parts are handed over.
 * The method is fixed here, below everything else: no mistake above can send anything but GET.
 */
async function getOnly(input: Input, dispatcher: Agent): Promise<Response> {
  if (!(input instanceof Request)) throw new TypeError("ky is expected to hand over a Request");
  const { url, headers, redirect, signal } = input;
  return undiciFetch(url, { method: "GET", headers: [...headers], redirect, signal, dispatcher });
}

/** Reads a failure's body away, so that its connection can be used again. What it says, or that it breaks off, adds nothing to the status. */
async function drained(response: Response): Promise<string> {
  await response.arrayBuffer().catch(() => undefined);
  return "";
}
