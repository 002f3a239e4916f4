import { ApiError } from "./api-error.js";

/** Why no complete answer came over the network. Only `reset` is retried at once; the others need time or a person. */
export type ApiNetworkFailure = "refused" | "dns" | "unreachable" | "reset" | "tls" | "protocol" | "other";

const EXPLANATIONS: Readonly<Record<ApiNetworkFailure, string>> = {
  refused: "it refuses connections; it may be down, or the port is wrong",
  dns: "its name could not be resolved; check the spelling, the network and the DNS",
  unreachable: "there is no way to it; check the network, VPN or proxy",
  reset: "the connection broke before the answer was complete",
  tls: "its TLS certificate or handshake was not accepted; check http vs https, the clock, and any inspecting proxy",
  protocol: "what answers there does not speak HTTP properly; check the base URL and any proxy",
  other: "the connection failed",
};

/** The host could not be reached, or the connection broke. */
export class ApiNetworkError extends ApiError {
  override readonly name = "ApiNetworkError";
  readonly failure: ApiNetworkFailure;
  /** Error code of the system or the HTTP library, e.g. `ECONNREFUSED`; null when there is none. */
  readonly code: string | null;

  constructor(endpoint: string, host: string, failure: ApiNetworkFailure, code: string | null) {
    super(
      `${host} could not be reached for ${endpoint}: ${EXPLANATIONS[failure]}${code === null ? "" : ` (${code})`}.`,
      { endpoint, status: null, transient: failure !== "tls" && failure !== "protocol" },
    );
    this.failure = failure;
    this.code = code;
  }
}
