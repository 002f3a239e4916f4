import type { ApiClient } from "@testio/api-client";
import { describeFailure } from "../failure.js";
import type { Io } from "../io.js";
import { plainLine } from "../output/plain-text.js";
import type { ListedProduct, SetupAnswers } from "./answers.js";

/** Whoever waits at a question does not wait as long as a sync would. */
const LONGEST_WAIT_MS = 15_000;

/**
 * Asks TestIO for the products that a token can see.
 *
 * @throws ApiError when the token is refused, nobody answers, or what answers is not the API.
 */
export async function productsOf(
  { baseUrl, token }: Pick<SetupAnswers, "baseUrl"> & { token: string },
  { signal }: Pick<Io, "signal">,
): Promise<ListedProduct[]> {
  const { createApiClient } = await import("@testio/api-client");
  const client: ApiClient = createApiClient({ baseUrl, token, retryLimit: 1, timeoutMs: LONGEST_WAIT_MS });
  try {
    const { items } = await client.listProducts({}, { signal });
    return items
      .map(({ id, name }) => ({ id, name: plainLine(name) }))
      .sort((a, b) => a.name.localeCompare(b.name, "en"));
  } finally {
    await client.close();
  }
}

/** What went wrong, and whether it is the token that is wrong. */
export interface ApiProblem {
  message: string;
  isRefused: boolean;
}

/** @throws the error itself when it is none of the API's. */
export function apiProblem(error: unknown, { signal }: Pick<Io, "signal">): ApiProblem {
  signal.throwIfAborted();
  if (!(error instanceof Error && /^Api\w+Error$/.test(error.name))) throw error;
  const isRefused = error.name === "ApiAuthenticationError";
  const { problems } = describeFailure(error);
  const message = problems.map((problem) => problem.message).join(" ");
  return {
    isRefused,
    message: isRefused ? "TestIO refused the token (401). Is it complete, and still valid?" : message,
  };
}
