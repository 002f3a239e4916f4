import type { ApiError } from "../errors/api-error.js";
import { ApiAuthenticationError } from "../errors/authentication-error.js";
import { ApiForbiddenError } from "../errors/forbidden-error.js";
import { ApiNotFoundError } from "../errors/not-found-error.js";
import { ApiRateLimitError } from "../errors/rate-limit-error.js";
import { ApiResponseFormatError } from "../errors/response-format-error.js";
import { ApiServerError } from "../errors/server-error.js";
import { ApiUnavailableError } from "../errors/unavailable-error.js";
import { ApiValidationError } from "../errors/validation-error.js";
import type { HttpAnswer } from "./http.js";
import { parseRetryAfter } from "./retry-after.js";

/** The JSON of a good answer; throws the error a bad one stands for. */
export function interpretAnswer(endpoint: string, answer: HttpAnswer, now: number): unknown {
  if (answer.status < 200 || answer.status > 299) throw statusError(endpoint, answer, now);
  try {
    return JSON.parse(answer.body);
  } catch {
    // The parser's message quotes the body, so only its verdict is used.
    throw new ApiResponseFormatError(endpoint, answer.status, notJson(answer));
  }
}

function statusError(endpoint: string, { status, retryAfter }: HttpAnswer, now: number): ApiError {
  switch (status) {
    case 401:
      return new ApiAuthenticationError(endpoint);
    case 403:
      return new ApiForbiddenError(endpoint);
    case 404:
      return new ApiNotFoundError(endpoint);
    case 429:
      return new ApiRateLimitError(endpoint, parseRetryAfter(retryAfter, now));
    case 502:
    case 503:
    case 504:
      return new ApiUnavailableError(endpoint, status, parseRetryAfter(retryAfter, now));
  }
  if (status >= 500) return new ApiServerError(endpoint, status);
  if (status >= 400) return new ApiValidationError(endpoint, status);
  return new ApiResponseFormatError(endpoint, status, status >= 300 ? "redirect" : "status");
}

function notJson({ body, contentType, status }: HttpAnswer): "truncated" | "html" | "not-json" | "status" {
  const text = body.trimStart();
  if (text.startsWith("<") || contentType.includes("text/html")) return "html";
  if (text === "") return status === 200 ? "truncated" : "status";
  return text.startsWith("{") || text.startsWith("[") ? "truncated" : "not-json";
}
