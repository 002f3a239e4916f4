import { inspect } from "node:util";
import { expect, test } from "vitest";
import { type ApiClientOptions, type ApiRequestLog, createApiClient, isApiError } from "../src/index.js";
import { rawServer } from "./support/raw-server.js";
import { clientOf, rejection } from "./support/setup.js";

const TOKEN = "s3cr3t/t0ken+of=nobody&42";
const FORMS = [
  TOKEN,
  encodeURIComponent(TOKEN),
  Buffer.from(TOKEN).toString("base64"),
  Buffer.from(`Token ${TOKEN}`).toString("base64"),
];
/** What the server says in every answer, its headers included: the worst it could repeat. */
const ECHO = `${TOKEN} ${FORMS[1]} UPSTREAM-TEXT`;

/** Everything of an error or a log entry that could be written anywhere. */
function written(value: unknown): string {
  const parts = [
    inspect(value, { depth: 10, showHidden: true, getters: true }),
    JSON.stringify(value) ?? "",
    String(value),
  ];
  if (value instanceof Error) parts.push(value.message, value.stack ?? "", written(value.cause ?? null));
  return parts.join("\n");
}

function expectClean(value: unknown): void {
  const text = written(value);
  for (const form of FORMS) expect(text).not.toContain(form);
  expect(text).not.toContain("UPSTREAM");
  expect(text.toLowerCase()).not.toContain("authorization");
}

test.each([204, 302, 401, 403, 404, 422, 429, 500, 503])("status %d leaks nothing", async (status) => {
  await using server = await rawServer((_request, response) => {
    response.writeHead(status, { "x-echo": ECHO, location: `https://elsewhere.test/?t=${FORMS[1]}` });
    response.end(status === 204 ? undefined : JSON.stringify({ error: ECHO }));
  });
  await expectFailureClean(server.url);
});

test.each([
  ["HTML", `<html>${ECHO}</html>`],
  ["text", ECHO],
  ["truncated JSON", `{"products":[{"name":"${ECHO}`],
  ["a wrong envelope", JSON.stringify({ data: ECHO })],
])("%s leaks nothing", async (_name, body) => {
  await using server = await rawServer((_request, response) => void response.end(body));
  await expectFailureClean(server.url);
});

test("a reset connection, a timeout, an abort and a dead host leak nothing", async () => {
  await using resets = await rawServer((request) => void request.socket.destroy());
  await using hangs = await rawServer(() => undefined);
  await expectFailureClean(resets.url);
  await expectFailureClean(hangs.url, { timeoutMs: 20 });
  await expectFailureClean(hangs.url, { deadlineMs: 20 });
  await expectFailureClean("https://api.test.invalid/customer/v2");
  const client = clientOf({ url: hangs.url, token: TOKEN });
  expectClean(await rejection(client.listProducts({}, { signal: AbortSignal.timeout(5) })));
});

test("neither does the client itself", async () => {
  expectClean(clientOf({ url: "https://api.test.invalid", token: TOKEN }));
});

const UNUSABLE: [string, Partial<ApiClientOptions>, string][] = [
  ["a token with a line break", { token: `${TOKEN}\nX-Other: 1` }, "token"],
  ["a token with an umlaut", { token: `${TOKEN}ü` }, "token"],
  ["a token instead of the base URL", { baseUrl: TOKEN }, "baseUrl"],
  [
    "the token inside the base URL",
    { baseUrl: "https://host.test/plain-token-123", token: "plain-token-123" },
    "baseUrl",
  ],
  ["credentials in the base URL", { baseUrl: `https://user:${FORMS[1]}@host.test/` }, "baseUrl"],
];

test.each(UNUSABLE)("a refused configuration does not repeat %s", (_name, options, option) => {
  const error = thrown({ baseUrl: "https://host.test", token: TOKEN, ...options });
  expect(error).toMatchObject({ name: "ApiConfigurationError", option });
  expectClean(error);
  expect(written(error)).not.toContain("plain-token");
});

async function expectFailureClean(url: string, options: Partial<ApiClientOptions> = {}): Promise<void> {
  const log: ApiRequestLog[] = [];
  const onRequest = (entry: ApiRequestLog) => log.push(entry);
  const client = clientOf({ url, token: TOKEN }, { retryLimit: 1, onRequest, ...options });
  const error = await rejection(client.listProducts());
  expect(isApiError(error)).toBe(true);
  expectClean(error);
  expect(log.length).toBeGreaterThan(0);
  expectClean(log);
  expectClean(client.metrics());
  expectClean(client.schemaDrift());
}

function thrown(options: ApiClientOptions): unknown {
  try {
    createApiClient(options);
  } catch (error) {
    return error;
  }
  throw new Error("The options were expected to be refused.");
}
