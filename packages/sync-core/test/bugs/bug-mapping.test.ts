import { expect, test } from "vitest";
import { toBugWrite } from "../../src/mapping/bug.js";
import { peopleOfBugs, peopleOfTests } from "../../src/mapping/person.js";
import { KNOWN_REJECT_REASONS } from "../../src/mapping/reject-reason.js";
import { toTestWrite } from "../../src/mapping/test.js";
import { makeWorld } from "../support/world.js";

const context = { reasons: KNOWN_REJECT_REASONS, productOf: () => null };

async function bugWith(fields: Record<string, unknown>) {
  const world = await makeWorld({ products: 1, testsPerProduct: 3, bugsPerTest: 0 });
  const [testId = 0] = world.simulator.truth.testIds();
  const bug = await world.client.getBug(world.simulator.world.addBug(testId, fields));
  return { world, testId, bug };
}

test("a bug is stored with what lists, filters and searches need", async () => {
  const { world, testId, bug } = await bugWith({
    title: "Cart is empty",
    severity: "high",
    status: "rejected",
    auto_accepted: false,
    known: true,
    author: { name: "Tess Ter" },
    steps: ["Open", "", "Pay"],
    expected_result: "Full",
    actual_result: "Empty",
    test_feature: { id: 77, feature_id: 5 },
    comments: [
      { id: 1, body: "Same here", author: { name: "Tom" }, created_at: "2026-01-01T00:00:00Z" },
      { id: 2, body: "The test instructions were not followed.", created_at: "2026-01-02T00:00:00+02:00" },
    ],
    devices: [{ id: 3, category: { name: "Smartphone" }, vendor: { name: "Apple" }, browsers: [{ name: "Safari" }] }],
    reported_at: "2026-01-01T02:00:00+02:00",
    exported_at: null,
  });
  const write = toBugWrite(bug, context);
  expect(write).toMatchObject({
    id: bug.id,
    testId,
    productId: world.simulator.truth.productIds()[0],
    testFeatureId: 77,
    title: "Cart is empty",
    severity: "high",
    status: "rejected",
    autoAccepted: false,
    known: true,
    rejectionReason: "ignored_instructions",
    reporter: "Tess Ter",
    steps: "Open\nPay",
    expectedResult: "Full",
    actualResult: "Empty",
    comments: "Same here\n\nThe test instructions were not followed.",
    reportedAt: new Date("2026-01-01T00:00:00Z"),
    exportedAt: null,
    rejectedAt: new Date("2026-01-01T22:00:00Z"),
    devices: [{ category: "Smartphone", vendor: "Apple", device: null, browsers: ["Safari"] }],
  });
});

test("no credential of its test environment stays, not even where people repeated it in a text", async () => {
  const { bug } = await bugWith({
    title: "s3cret-Passw0rd is refused",
    steps: "Log in with s3cret-Passw0rd",
    expected_result: "VPN code 991-882 works",
    actual_result: "s3cret-Passw0rd",
    author: { name: "s3cret-Passw0rd" },
    comments: [{ id: 1, body: "I used s3cret-Passw0rd and VPN code 991-882" }],
    test_environment: {
      id: 5,
      title: "Staging",
      url: "https://me:pw@staging.example",
      username: "staging",
      password: "s3cret-Passw0rd",
      access: "VPN code 991-882",
    },
  });
  const write = toBugWrite(bug, context);
  expect(JSON.stringify(write)).not.toMatch(/s3cret|991-882|me:pw/);
  expect(write).toMatchObject({ comments: "I used [redacted] and [redacted]", steps: "Log in with [redacted]" });
});

test("a bug belongs to the product it names, else to that of its test; without a test it has no place", async () => {
  const { bug } = await bugWith({ product: null });
  expect(toBugWrite(bug, context)).toBeNull();
  expect(toBugWrite(bug, { ...context, productOf: () => 12 })).toMatchObject({ productId: 12 });
  expect(toBugWrite({ ...bug, productId: 34 }, { ...context, productOf: () => 12 })).toMatchObject({ productId: 34 });
  expect(toBugWrite({ ...bug, testId: null, productId: 34 }, context)).toBeNull();
});

test("what is missing stays empty, and is never taken for something", async () => {
  const { bug } = await bugWith({
    severity: null,
    status: null,
    author: null,
    steps: [],
    comments: [],
    devices: null,
    expected_result: undefined,
    reported_at: null,
  });
  expect(toBugWrite(bug, context)).toMatchObject({
    severity: "unknown",
    status: "unknown",
    reporter: null,
    steps: null,
    comments: null,
    devices: [],
    expectedResult: null,
    rejectionReason: null,
    reportedAt: null,
  });
});

test("people are named once each, and never blank", async () => {
  const { world, bug } = await bugWith({ author: { name: "Tess Ter" } });
  const [id = 0, other = 0] = world.simulator.truth.testIds();
  world.simulator.world.updateTest(id, { created_by: "Ann", submitted_by: " " });
  world.simulator.world.updateTest(other, { created_by: "Bob", submitted_by: "Ann" });
  const tests = await Promise.all([id, other].map((testId) => world.client.getTest(testId)));
  expect(peopleOfTests(tests.map((each) => toTestWrite(each, 1)))).toEqual([
    { username: "Ann", type: "customer" },
    { username: "Bob", type: "customer" },
  ]);
  const nobody = { ...bug, author: null };
  const writes = [bug, nobody, bug].flatMap((each) => toBugWrite(each, context) ?? []);
  expect(peopleOfBugs(writes)).toEqual([{ username: "Tess Ter", type: "tester" }]);
});
