import { createServer } from "node:net";
import { expect, test } from "vitest";
import { ApiError, ApiNotFoundError, isApiError } from "../src/index.js";
import { rawServer } from "./support/raw-server.js";
import { clientOf, rejection, simulator } from "./support/setup.js";

test("a refused connection names the host and the reason, and is not retried", async () => {
  const client = clientOf({ url: `http://127.0.0.1:${await unusedPort()}/customer/v2` });
  const error = await rejection(client.listProducts());
  expect(error).toMatchObject({
    name: "ApiNetworkError",
    failure: "refused",
    code: "ECONNREFUSED",
    status: null,
    transient: true,
  });
  expect(String(error)).toMatch(/127\.0\.0\.1:\d+ could not be reached for \/products: it refuses connections/);
  expect(client.metrics()).toMatchObject({ requests: 1, errors: 1 });
});

test("an unknown host says that its name cannot be resolved", async () => {
  const error = await rejection(clientOf({ url: "https://api.test.invalid/customer/v2" }).listProducts());
  expect(error).toMatchObject({ name: "ApiNetworkError", failure: "dns" });
  expect(String(error)).toContain("api.test.invalid");
});

test("https asked of a plain http server is a TLS failure that does not pass", async () => {
  await using server = await rawServer((_request, response) => void response.end("{}"));
  const error = await rejection(clientOf({ url: server.url.replace("http:", "https:") }).listProducts());
  expect(error).toMatchObject({ name: "ApiNetworkError", failure: "tls", transient: false });
});

test("what does not speak HTTP is said so", async () => {
  const server = createServer((socket) => socket.end("SSH-2.0-OpenSSH_9.6\r\n"));
  const port = await new Promise<number>((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve(portOf(server)));
  });
  const error = await rejection(clientOf({ url: `http://127.0.0.1:${port}` }).listProducts());
  server.close();
  expect(error).toMatchObject({ name: "ApiNetworkError", failure: "protocol", transient: false });
});

test("a redirect is not followed, so that the token stays where it belongs", async () => {
  await using elsewhere = await rawServer((_request, response) => void response.end('{"products":[]}'));
  await using server = await rawServer((_request, response) => {
    response.writeHead(302, { location: `${elsewhere.url}/products` }).end();
  });
  const error = await rejection(clientOf(server).listProducts());
  expect(error).toMatchObject({ name: "ApiResponseFormatError", status: 302, problem: "redirect", transient: false });
  expect(String(error)).toContain("base URL");
  expect(elsewhere.requests).toHaveLength(0);
  expect(server.requests).toHaveLength(1);
});

test.each([
  ["<!doctype html><title>Login</title>", "application/json", "html", 1],
  ["please log in", "text/html; charset=utf-8", "html", 1],
  ["OK", "text/plain", "not-json", 1],
  ['{"products":[{"id":1,"na', "application/json", "truncated", 3],
  ["", "application/json", "truncated", 3],
  ["null", "application/json", "envelope", 1],
  ['{"product":[]}', "application/json", "envelope", 1],
  ['{"products":{}}', "application/json", "envelope", 1],
])("status 200 with %j (%s) is %s", async (body, contentType, problem, requests) => {
  await using server = await rawServer((_request, response) => {
    response.setHeader("content-type", contentType);
    response.end(body);
  });
  const error = await rejection(clientOf(server, { retryLimit: 2 }).listProducts());
  expect(error).toMatchObject({ name: "ApiResponseFormatError", problem, transient: problem === "truncated" });
  expect(server.requests).toHaveLength(requests);
});

test.each([
  [204, "ApiResponseFormatError", false],
  [400, "ApiValidationError", false],
  [418, "ApiValidationError", false],
  [501, "ApiServerError", false],
  [503, "ApiUnavailableError", true],
])("status %d is an %s", async (status, name, transient) => {
  await using server = await rawServer((_request, response) => void response.writeHead(status).end());
  const error = await rejection(clientOf(server, { retryLimit: 0 }).getProduct(7));
  expect(error).toMatchObject({ name, status, transient, endpoint: "/products/7" });
});

test("a single record without a usable id cannot be read", async () => {
  await using server = await rawServer((_request, response) => void response.end('{"bug":{"id":null}}'));
  expect(await rejection(clientOf(server).getBug(7))).toMatchObject({
    name: "ApiResponseFormatError",
    problem: "record",
  });
});

test("an error of another installed copy is recognised; other errors are not", async () => {
  const here = new ApiNotFoundError("/products/1");
  expect(isApiError(here)).toBe(true);
  class FromAnotherCopy extends Error {}
  const there = new FromAnotherCopy();
  Object.defineProperty(there, Symbol.for("@testio/api-client/ApiError"), { value: true });
  expect(there).not.toBeInstanceOf(ApiError);
  expect(isApiError(there)).toBe(true);
  expect(isApiError(new Error("x"))).toBe(false);
  expect(isApiError({ name: "ApiNotFoundError" })).toBe(false);
});

test("an id that is no whole number above zero is refused before anything is sent", async () => {
  const server = await simulator();
  const client = clientOf(server);
  for (const call of [
    client.getProduct(0),
    client.getTest(1.5),
    client.getBug(Number.NaN),
    client.listTests({ productId: 1, page: 0, perPage: 10 }),
    client.listFeatures({ productId: 1, sectionId: -1 }),
    client.listBugs({ testIds: [1, Number.POSITIVE_INFINITY] }),
  ]) {
    expect(await rejection(call)).toBeInstanceOf(RangeError);
  }
  expect(server.counters.requests).toBe(0);
});

async function unusedPort(): Promise<number> {
  const server = createServer();
  const port = await new Promise<number>((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve(portOf(server)));
  });
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function portOf(server: ReturnType<typeof createServer>): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server is expected to listen on a port.");
  return address.port;
}
