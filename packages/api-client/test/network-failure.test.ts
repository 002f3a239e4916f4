import { expect, test } from "vitest";
import { errorCode, networkFailure } from "../src/transport/network-failure.js";

test.each([
  ["ECONNREFUSED", "refused"],
  ["ENOTFOUND", "dns"],
  ["EHOSTUNREACH", "unreachable"],
  ["ECONNRESET", "reset"],
  ["UND_ERR_SOCKET", "reset"],
  ["DEPTH_ZERO_SELF_SIGNED_CERT", "tls"],
  ["CERT_SIGNATURE_FAILURE", "tls"],
  ["ERR_TLS_CERT_ALTNAME_INVALID", "tls"],
  ["ERR_SSL_WRONG_VERSION_NUMBER", "tls"],
  ["HPE_INVALID_CONSTANT", "protocol"],
  ["EWHATEVER", "other"],
  [null, "other"],
] as const)("%s means %s", (code, failure) => {
  expect(networkFailure(code)).toBe(failure);
});

test("takes the innermost code, since every layer wraps the one below", () => {
  const system = Object.assign(new Error("x"), { code: "ECONNRESET" });
  const library = Object.assign(new Error("x", { cause: system }), { code: "UND_ERR_SOCKET" });
  expect(errorCode(new TypeError("fetch failed", { cause: library }))).toBe("ECONNRESET");
});

test("ignores what is no code", () => {
  expect(errorCode(Object.assign(new Error("x"), { code: "Authorization: Token abc" }))).toBeNull();
  expect(errorCode(Object.assign(new Error("x"), { code: 20 }))).toBeNull();
  expect(errorCode("ECONNRESET")).toBeNull();
});
