import type { ApiNetworkFailure } from "../errors/network-error.js";

const BY_CODE: Readonly<Record<string, ApiNetworkFailure>> = {
  ECONNREFUSED: "refused",
  ENOTFOUND: "dns",
  EAI_AGAIN: "dns",
  EAI_NODATA: "dns",
  ENETUNREACH: "unreachable",
  EHOSTUNREACH: "unreachable",
  ENETDOWN: "unreachable",
  EADDRNOTAVAIL: "unreachable",
  ECONNRESET: "reset",
  ECONNABORTED: "reset",
  EPIPE: "reset",
  UND_ERR_SOCKET: "reset",
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: "reset",
  // The parser's words for a connection that ends inside an answer.
  HPE_INVALID_EOF_STATE: "reset",
  Z_BUF_ERROR: "reset",
  ERR_STREAM_PREMATURE_CLOSE: "reset",
  EPROTO: "tls",
  CERT_HAS_EXPIRED: "tls",
  CERT_NOT_YET_VALID: "tls",
  DEPTH_ZERO_SELF_SIGNED_CERT: "tls",
  SELF_SIGNED_CERT_IN_CHAIN: "tls",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "tls",
  UNABLE_TO_GET_ISSUER_CERT: "tls",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "tls",
};

/** Which kind of network failure an error code of the system or of undici stands for. */
export function networkFailure(code: string | null): ApiNetworkFailure {
  if (code === null) return "other";
  const known = BY_CODE[code];
  if (known !== undefined) return known;
  if (code.startsWith("ERR_TLS_") || code.startsWith("ERR_SSL_") || code.startsWith("CERT_")) return "tls";
  return code.startsWith("HPE_") ? "protocol" : "other";
}

const CODE = /^[A-Z][A-Z0-9_]{2,60}$/;

/** The innermost error code along the chain of causes: fetch, ky and undici each wrap what really happened. */
export function errorCode(error: unknown): string | null {
  let found: string | null = null;
  let current = error;
  for (let depth = 0; depth < 6 && current instanceof Error; depth += 1) {
    // undici's parser error has a place for a code and leaves it empty.
    if (current.name === "HTTPParserError") found = "HPE_INVALID";
    if ("code" in current && typeof current.code === "string" && CODE.test(current.code)) found = current.code;
    current = current.cause;
  }
  return found;
}
