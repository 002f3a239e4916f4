export { createApiClient } from "./client.js";
export { ApiAbortedError } from "./errors/aborted-error.js";
export { ApiError, type ApiErrorDetails, isApiError } from "./errors/api-error.js";
export { ApiAuthenticationError } from "./errors/authentication-error.js";
export { ApiConfigurationError } from "./errors/configuration-error.js";
export { ApiForbiddenError } from "./errors/forbidden-error.js";
export { ApiNetworkError, type ApiNetworkFailure } from "./errors/network-error.js";
export { ApiNotFoundError } from "./errors/not-found-error.js";
export { ApiRateLimitError } from "./errors/rate-limit-error.js";
export { type ApiFormatProblem, ApiResponseFormatError } from "./errors/response-format-error.js";
export { ApiServerError } from "./errors/server-error.js";
export { ApiTimeoutError, type ApiTimeoutScope } from "./errors/timeout-error.js";
export { ApiUnavailableError } from "./errors/unavailable-error.js";
export { ApiValidationError } from "./errors/validation-error.js";
export { createRedactor, type RedactedRecord, type Redactor, redactRecord } from "./redaction.js";
export type {
  ApiBug,
  ApiBugDevice,
  ApiClient,
  ApiClientOptions,
  ApiEnvironment,
  ApiFeature,
  ApiMetrics,
  ApiProduct,
  ApiRequestLog,
  ApiRequirement,
  ApiTest,
  ApiTestFeature,
  ApiUserStory,
  ListAnswer,
  NamedRef,
  RawRecord,
  RequestOptions,
  SchemaDrift,
  UnreadableRecord,
} from "./types.js";
