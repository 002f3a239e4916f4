import fc from "fast-check";
import { expect, test } from "vitest";
import { redactRecord, withoutUserinfo } from "../src/redaction.js";

test("keeps of a test environment only id, title and url, without userinfo", () => {
  const environment = {
    id: 7,
    title: "Staging",
    url: "https://bob:hunter22@staging.test/path?q=1",
    username: "bob",
    password: "hunter22",
    access: { note: "ask bob" },
    new_field: "whatever this is",
  };
  const kept = { id: 7, title: "Staging", url: "https://staging.test/path?q=1" };
  expect(redactRecord({ id: 1, test_environment: environment })).toEqual({ id: 1, test_environment: kept });
  expect(redactRecord({ a: [{ test_environments: [environment] }] })).toEqual({ a: [{ test_environments: [kept] }] });
  expect(redactRecord({ test_environment: "hunter22" })).toEqual({ test_environment: null });
  expect(redactRecord({ test_environment: null })).toEqual({ test_environment: null });
  expect(redactRecord({ test_environment: { id: 1, title: { password: "x" } } })).toEqual({
    test_environment: { id: 1, title: null },
  });
});

test("drops keys that name a secret, wherever they are", () => {
  const secrets = {
    username: "a",
    password: "b",
    access: "c",
    token: "d",
    access_token: "e",
    api_token: "f",
    secret: 1,
  };
  const record = { id: 1, ...secrets, deep: [{ ...secrets, kept: true, Password: "g" }] };
  expect(redactRecord(record)).toEqual({ id: 1, deep: [{ kept: true }] });
});

test("replaces a dropped password wherever people repeat it in the record", () => {
  const record = {
    instructions: "Log in with hunter22-long, or hunter22; then hunter22 again",
    steps: ["type hunter22", "press enter"],
    test_environment: { id: 1, title: "Use hunter22", password: "hunter22" },
    other: { password: "hunter22-long", access: ["door-code-9", 123_456] },
    note: "door-code-9 and 123456",
  };
  expect(redactRecord(record)).toEqual({
    instructions: "Log in with [redacted], or [redacted]; then [redacted] again",
    steps: ["type [redacted]", "press enter"],
    test_environment: { id: 1, title: "Use [redacted]" },
    other: {},
    note: "[redacted] and [redacted]",
  });
});

test("leaves short passwords and user names in other texts alone", () => {
  const record = { test_environment: { id: 1, username: "tester", password: "12345" }, text: "tester 12345" };
  expect(redactRecord(record)).toEqual({ test_environment: { id: 1 }, text: "tester 12345" });
});

test("copies deeply and does not touch the original", () => {
  const record = { list: [{ a: 1 }], test_environment: { id: 1, password: "hunter22" } };
  const before = structuredClone(record);
  const copied = redactRecord(record);
  expect(record).toEqual(before);
  expect(copied.list).not.toBe(record.list);
});

test("survives nesting that no record has, and a key that would set a prototype", () => {
  let deep: Record<string, unknown> = { password: "hunter22" };
  for (let level = 0; level < 20_000; level += 1) deep = { deep };
  expect(JSON.stringify(redactRecord(deep))).not.toContain("hunter22");
  const copied = redactRecord(JSON.parse('{"__proto__":{"polluted":true},"id":1}'));
  expect(copied).toEqual({ id: 1 });
  expect("polluted" in copied).toBe(false);
});

test("a record without secrets comes out as it is; one with a password nowhere holds it", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })), (record) => {
      const { __proto__: _prototype, ...plain } = JSON.parse(JSON.stringify(record));
      const once = redactRecord(plain);
      expect(redactRecord(once)).toEqual(once);
      const guarded = redactRecord({ ...plain, text: "see Tr0ub4dor&3!", env: { password: "Tr0ub4dor&3" } });
      expect(JSON.stringify(guarded)).not.toContain("Tr0ub4dor&3");
    }),
  );
});

test.each([
  ["https://host.test/a@b", "https://host.test/a@b"],
  ["https://user@host.test", "https://host.test"],
  ["https://user:p@ss@host.test/x", "https://host.test/x"],
  ["https://user:pa/ss@host.test/x", "https://host.test/x"],
  ["user:pass@host.test", "host.test"],
  ["https://a:b@one.test https://c:d@two.test", "https://one.test https://two.test"],
  ["App Store", "App Store"],
])("removes userinfo from %s", (url, cleaned) => {
  expect(withoutUserinfo(url)).toBe(cleaned);
});
