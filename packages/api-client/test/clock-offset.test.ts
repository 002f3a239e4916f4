import { expect, test } from "vitest";
import { clockOffset } from "../src/transport/clock-offset.js";
import { rawServer } from "./support/raw-server.js";
import { clientOf, rejection } from "./support/setup.js";

const DATE = "Tue, 30 Jun 2026 12:00:00 GMT";
const AT = Date.UTC(2026, 5, 30, 12);

test.each([
  ["sent and received within the second", AT + 100, AT + 900, 0],
  ["a long answer, made somewhere in between", AT - 5000, AT + 5000, 0],
  ["a clock that is ahead", AT + 61_000, AT + 62_000, 60_000],
  ["a clock that is behind", AT - 62_000, AT - 60_000, -60_000],
])("%s", (_case, sentAt, receivedAt, offset) => {
  expect(clockOffset(DATE, sentAt, receivedAt)).toBe(offset);
});

test.each([null, "", "yesterday"])("the date %j says nothing", (header) => {
  expect(clockOffset(header, AT, AT)).toBeNull();
});

test("a client tells how far the clocks are apart, also by a failure", async () => {
  const dates = [new Date(Date.now() + 3_600_000).toUTCString(), new Date(Date.now() - 3_600_000).toUTCString()];
  await using server = await rawServer((_request, response) => {
    const date = dates.shift();
    response.sendDate = false;
    if (date !== undefined) response.setHeader("date", date);
    response.statusCode = dates.length === 0 ? 403 : 200;
    response.end(JSON.stringify({ products: [] }));
  });
  const client = clientOf(server);
  expect(client.metrics().clockOffsetMs).toBeNull();
  await client.listProducts();
  expect(Math.round((client.metrics().clockOffsetMs ?? 0) / 60_000)).toBe(-60);
  await rejection(client.listProducts());
  expect(Math.round((client.metrics().clockOffsetMs ?? 0) / 60_000)).toBe(60);
  await rejection(client.listProducts());
  expect(Math.round((client.metrics().clockOffsetMs ?? 0) / 60_000)).toBe(60);
});
