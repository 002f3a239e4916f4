import { describe, expect, test } from "vitest";
import { bugReader } from "../src/schemas/bug.js";
import { DriftCounter } from "../src/schemas/drift.js";
import { featureReader } from "../src/schemas/feature.js";
import { productReader } from "../src/schemas/product.js";
import { testReader } from "../src/schemas/test.js";
import { userStoryReader } from "../src/schemas/user-story.js";
import { jsonServer } from "./support/raw-server.js";
import { FULL_BUG, FULL_TEST } from "./support/records.js";
import { clientOf } from "./support/setup.js";

const NONE = { unknownFields: {}, invalidFields: {}, unknownValues: {} };

test("one record without a usable id is set aside; its neighbours are read", async () => {
  const records = [{ id: 1 }, { title: "no id" }, null, { id: "3" }, { id: -4 }, "5", { id: 1.5 }, { id: 2 }];
  await using server = await jsonServer({ exploratory_tests: records });
  const client = clientOf(server);
  const { items, unreadable } = await client.listTests({ productId: 1, page: 1, perPage: 10 });
  expect(items.map(({ id }) => id)).toEqual([1, 3, 2]);
  expect(unreadable.map(({ index }) => index)).toEqual([1, 2, 4, 5, 6]);
  expect(unreadable[1]?.reason).toBe("it is not an object");
  expect(client.schemaDrift().invalidFields).toEqual({ "tests.id": 3 });
});

describe("a test", () => {
  function read(record: Record<string, unknown>) {
    const drift = new DriftCounter();
    return { test: testReader(drift)({ id: 1, ...record }), drift: drift.snapshot() };
  }

  test("with nothing but an id is read", () => {
    const { test: empty, drift } = read({});
    expect(empty).toMatchObject({ id: 1, title: "", status: "unknown", endAt: null, features: [], requirements: [] });
    expect(empty).toMatchObject({ product: null, section: null, environment: null, enableLow: null });
    expect(drift).toEqual(NONE);
  });

  test("with every documented field is read without anything strange", () => {
    const { test: full, drift } = read(FULL_TEST);
    expect(full).toMatchObject({
      title: "Checkout",
      status: "running",
      reviewStatus: "review_successful",
      duration: "48",
      startAt: new Date("2022-05-09T09:22:55.000Z"),
      endAt: null,
      goal: "Find bugs",
      outOfScope: "Login",
      enableHigh: false,
      requirements: [
        {
          category: "Smartphone",
          operatingSystemId: 5,
          operatingSystem: "iOS",
          minVersion: "17",
          maxVersion: null,
          browsers: ["Safari"],
        },
      ],
      features: [
        { id: 10, featureId: 20, title: "Cart", userStories: ["I can pay", "I can leave"], enableContent: null },
      ],
      product: { id: 2, name: "Shop" },
      environment: { id: 3, title: "Staging", url: "https://staging.test" },
    });
    expect(full?.raw).toEqual({ id: 1, ...FULL_TEST });
    expect(drift).toEqual(NONE);
  });

  test("uses older names for title, goal, instructions and scope", () => {
    const { test: older, drift } = read({ test_title: "T", goal: "G", instructions: "I", out_of_scope: "O" });
    expect(older).toMatchObject({ title: "T", goal: "G", instructions: "I", outOfScope: "O" });
    expect(drift).toEqual(NONE);
  });

  test("keeps unknown fields in raw and counts them, nested ones too", () => {
    const { test: strange, drift } = read({
      mood: "good",
      features: [
        { id: 1, mood: 1 },
        { id: 2, mood: 2 },
      ],
    });
    expect(strange?.raw.mood).toBe("good");
    expect(drift.unknownFields).toEqual({ "tests.mood": 1, "tests.features[].mood": 2 });
  });

  test("keeps unknown values and counts them", () => {
    const { test: strange, drift } = read({ status: "paused", testing_type: "chaos" });
    expect(strange).toMatchObject({ status: "paused", testingType: "chaos" });
    expect(drift.unknownValues).toEqual({ "tests.status=paused": 1, "tests.testing_type=chaos": 1 });
  });

  test("reads wrong fields sensibly or as null, and counts them", () => {
    const { test: wrong, drift } = read({
      title: 404,
      status: ["running"],
      end_at: "tomorrow",
      start_at: 1_650_000_000,
      enable_low: "true",
      enable_high: "maybe",
      created_by: {},
      features: ["Cart", { id: "12", feature_id: "x", user_stories: ["a", 7, {}] }, { title: "no id" }],
      requirements: "Windows",
      product: "Shop",
      section: 7.5,
      test_environment: "https://user:pass@staging.test",
    });
    expect(wrong).toMatchObject({
      title: "404",
      status: "unknown",
      endAt: null,
      startAt: null,
      enableLow: true,
      enableHigh: null,
      createdBy: null,
      features: [{ id: 12, featureId: null, userStories: ["a", "7"] }],
      requirements: [],
      product: { id: null, name: "Shop" },
      environment: null,
    });
    expect(drift.invalidFields).toMatchObject({
      "tests.title": 1,
      "tests.status": 1,
      "tests.end_at": 1,
      "tests.start_at": 1,
      "tests.features[]": 1,
      "tests.features[].id": 1,
      "tests.features[].feature_id": 1,
      "tests.features[].user_stories[]": 1,
      "tests.requirements": 1,
      "tests.product": 1,
      "tests.test_environment": 1,
    });
  });

  test.each([
    ["2022-05-09T11:22:55.000+02:00", "2022-05-09T09:22:55.000Z"],
    ["2022-05-09T11:22:55Z", "2022-05-09T11:22:55.000Z"],
    ["2022-05-09T11:22:55-0330", "2022-05-09T14:52:55.000Z"],
    ["2022-05-09T11:22:55", "2022-05-09T11:22:55.000Z"],
    ["2022-05-09 11:22:55 +0200", "2022-05-09T09:22:55.000Z"],
    ["2022-05-09", "2022-05-09T00:00:00.000Z"],
    ["2022-02-31T25:00:00Z", null],
    ["9 May 2022", null],
    ["", null],
  ])("reads the time %j as %s", (text, expected) => {
    expect(read({ end_at: text }).test?.endAt?.toISOString() ?? null).toBe(expected);
  });
});

describe("a bug", () => {
  const read = (record: Record<string, unknown>) => bugReader(new DriftCounter())({ id: 1, ...record });

  test.each([
    [
      ["a", "b"],
      ["a", "b"],
    ],
    ["one string", ["one string"]],
    ["", []],
    [null, []],
    [[1, {}], ["1"]],
  ])("with steps %j has steps %j", (steps, expected) => {
    expect(read({ steps })?.steps).toEqual(expected);
  });

  test("with every documented field is read", () => {
    expect(read(FULL_BUG)).toMatchObject({
      severity: "critical",
      status: "accepted",
      autoAccepted: true,
      known: false,
      author: "Ann",
      testId: 5,
      productId: 6,
      testFeatureId: 7,
      comments: [{ id: 8, author: "Bob", body: "Why?", createdAt: new Date("2026-01-01T00:00:00Z") }],
      devices: [
        {
          category: "Smartphone",
          vendor: "Acme",
          device: "One",
          operatingSystem: "Android",
          operatingSystemVersion: "15",
          browsers: ["Chrome"],
        },
      ],
      environment: { id: 3, title: null, url: null },
    });
  });

  test("with little is read", () => {
    expect(read({})).toMatchObject({ severity: null, status: null, autoAccepted: false, known: false, testId: null });
  });
});

describe("a product", () => {
  const read = (record: Record<string, unknown>) => productReader(new DriftCounter())({ id: 1, name: "P", ...record });
  const a = { id: 1, name: "A" };
  const b = { id: 2, name: "B" };

  test.each([
    ["no lists", {}, false, []],
    ["nulls", { sections: null, sections_with_default: null }, false, []],
    ["empty lists", { sections: [], sections_with_default: [] }, false, []],
    ["only the legacy default section", { sections: [], sections_with_default: [a] }, false, []],
    ["a section", { sections: [a] }, true, [a]],
    ["a section beside a lone default", { sections: [a], sections_with_default: [b] }, true, [a]],
    ["several with the default", { sections_with_default: [a, b] }, true, [a, b]],
    ["the default only in the second list", { sections: [b], sections_with_default: [a, b] }, true, [b, a]],
    ["nothing readable", { sections: "A" }, false, []],
  ])("with %s", (_name, lists, usesSections, sections) => {
    expect(read(lists)).toMatchObject({ usesSections, sections });
  });
});

test("features and user stories are read, with stories as strings or objects", () => {
  const drift = new DriftCounter();
  const feature = featureReader(drift)({ id: 1, title: "Cart", user_stories: ["a", { id: 2, title: "b", path: "p" }] });
  expect(feature).toMatchObject({ id: 1, title: "Cart", howtofind: null, userStories: ["a", "b"] });
  const story = userStoryReader(drift)({ id: 2, path: "Cart", title: "b" });
  expect(story).toMatchObject({ id: 2, path: "Cart", title: "b", featureId: null });
  expect(featureReader(drift)({ title: "no id" })).toBeNull();
  expect(userStoryReader(drift)({})).toBeNull();
  expect(drift.snapshot()).toEqual(NONE);
});

test("a strange server cannot fill the drift report", () => {
  const drift = new DriftCounter();
  for (let field = 0; field < 2000; field += 1) drift.unknownField("tests", `field-${field}`);
  drift.unknownValue("tests", "status", "x".repeat(10_000));
  const { unknownFields, unknownValues } = drift.snapshot();
  expect(Object.keys(unknownFields)).toHaveLength(501);
  expect(unknownFields["(others)"]).toBe(1500);
  expect(JSON.stringify(unknownValues).length).toBeLessThan(200);
});
