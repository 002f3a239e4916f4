import { z } from "zod";
import { ApiConfigurationError } from "./errors/configuration-error.js";
import type { ApiClientOptions } from "./types.js";

/** Timers of Node fire at once beyond this. */
const LONGEST_TIMER_MS = 2_147_483_647;

const duration = (fallback: number) => z.number().min(1).max(LONGEST_TIMER_MS).default(fallback);
const delay = (fallback: number) => z.number().min(0).max(LONGEST_TIMER_MS).default(fallback);

const LIMITS = z.object({
  maxConcurrentRequests: z.int().min(1).max(50).default(10),
  connectionPoolSize: z.int().min(1).max(100).default(20),
  timeoutMs: duration(90_000),
  deadlineMs: duration(300_000),
  retryLimit: z.int().min(0).max(20).default(4),
  retryBaseDelayMs: delay(500),
  retryMaxDelayMs: delay(30_000),
});

/** Checked options with their defaults. */
export interface Settings extends z.output<typeof LIMITS> {
  /** Without a trailing slash, query or fragment. */
  baseUrl: string;
  /** Host and, when it is not the usual one, port. */
  host: string;
  token: string;
}

/** Throws {@link ApiConfigurationError} for the first option that cannot be used. */
export function readSettings(options: ApiClientOptions): Settings {
  const limits = LIMITS.safeParse(options);
  if (!limits.success) throw limitError(limits.error);
  const token = checkedToken(options.token);
  const url = checkedBaseUrl(options.baseUrl, token);
  return { ...limits.data, token, baseUrl: `${url.origin}${url.pathname.replace(/\/+$/, "")}`, host: url.host };
}

function limitError(error: z.ZodError): ApiConfigurationError {
  const [issue] = error.issues;
  const option = String(issue?.path[0] ?? "options");
  return new ApiConfigurationError(option, `The option ${option} of the API client is wrong: ${issue?.message}.`);
}

function checkedToken(token: string): string {
  const trimmed = token.trim();
  if (trimmed === "") {
    throw new ApiConfigurationError(
      "token",
      "There is no API token. Set TESTIO_CUSTOMER_API_TOKEN to your TestIO token.",
    );
  }
  if (!/^[\x21-\x7e]+$/.test(trimmed)) {
    throw new ApiConfigurationError(
      "token",
      "The API token holds spaces, line breaks or characters that cannot be sent. Copy it again, without quotes or comments.",
    );
  }
  return trimmed;
}

function checkedBaseUrl(text: string, token: string): URL {
  const example = "Expected is something like https://api.test.io/customer/v2.";
  const url = URL.parse(text.trim());
  if (url === null || (url.protocol !== "https:" && url.protocol !== "http:")) {
    throw new ApiConfigurationError("baseUrl", `The base URL of the API is not an http(s) URL. ${example}`);
  }
  if (url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "") {
    throw new ApiConfigurationError(
      "baseUrl",
      `The base URL of the API must not hold a user name, a password, a query or a fragment. ${example}`,
    );
  }
  // Host names appear in messages, in lower case.
  if (url.href.toLowerCase().includes(token.toLowerCase()) && token.length >= 8) {
    throw new ApiConfigurationError("baseUrl", `The base URL of the API must not hold the token. ${example}`);
  }
  return url;
}
