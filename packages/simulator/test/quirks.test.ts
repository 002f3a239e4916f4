import { describe, expect, it } from "vitest";
import type { Simulator } from "../src/index.js";
import { allTests, type Json, object, objects, rows, start } from "./client.js";

async function everything(simulator: Simulator): Promise<{ tests: Json[]; bugs: Json[] }> {
  const perProduct = await Promise.all(simulator.truth.productIds().map((id) => allTests(simulator, id)));
  return { tests: perProduct.flat(), bugs: await rows(simulator, "/bugs", "bugs") };
}

const titleOf = (test: Json) => String(test.title ?? test.test_title);
const offsetOf = (time: unknown) => String(time).slice(23);
const browsersOf = (part: Json) => objects(part.browsers);

/** Each quirk as a question that must be answered yes somewhere in odd data and nowhere in plain data. */
const TEST_QUIRKS: Record<string, (test: Json) => boolean> = {
  "no end_at": (test) => test.end_at === null,
  "test_title in place of title": (test) => "test_title" in test && !("title" in test),
  "goal in place of goal_text": (test) => "goal" in test,
  "a status nobody documented": (test) => test.status === "under_audit",
  "markup in a title": (test) => titleOf(test).includes("<script>"),
  "an emoji in a title": (test) => titleOf(test).includes("🚀"),
  "quotes in a title": (test) => titleOf(test).includes("');"),
  "a very long title": (test) => titleOf(test).length > 500,
  "Chinese in a title": (test) => titleOf(test).includes("結帳"),
  "line breaks in a title": (test) => titleOf(test).includes("\n"),
  "an offset other than Z": (test) => test.end_at !== null && offsetOf(test.end_at) !== "Z",
  "an empty browser": (test) =>
    objects(test.requirements).some((part) => browsersOf(part).some((browser) => Object.keys(browser).length === 0)),
  "no features": (test) => objects(test.features).length === 0,
  "features with unknown switches": (test) => objects(test.features).some((feature) => feature.enable_default === null),
  "no test environment": (test) => test.test_environment === null,
};

const BUG_QUIRKS: Record<string, (bug: Json) => boolean> = {
  "steps in one string": (bug) => typeof bug.steps === "string",
  "a rare severity": (bug) => ["suggestion", "spelling", "test_case", "showstopper"].includes(String(bug.severity)),
  "a rare status": (bug) => ["submitted", "manager_approved", "question", "in_dispute"].includes(String(bug.status)),
  "an offset other than Z": (bug) => offsetOf(bug.reported_at) !== "Z",
  "an empty browser": (bug) =>
    objects(bug.devices).some((device) => browsersOf(device).some((browser) => Object.keys(browser).length === 0)),
  "markup in a tester's name": (bug) => String(object(bug.author).name).includes("<b "),
  "a tester's name in another script": (bug) => object(bug.author).name === "李小龍",
  "a tester with a manager's name": (bug) => object(bug.author).name === "Tariq Haddad",
  "markup in a feature's title": (bug) => String(bug.title).includes("<em>"),
};

const OFTEN_ALSO_PLAIN = new Set(["a tester with a manager's name"]);

describe("quirks", () => {
  it("all occur in a customer of the default size", async () => {
    const { tests, bugs } = await everything(await start());
    const missing = [
      ...Object.entries(TEST_QUIRKS).filter(([, is]) => !tests.some(is)),
      ...Object.entries(BUG_QUIRKS).filter(([, is]) => !bugs.some(is)),
    ];
    expect(missing.map(([name]) => name)).toEqual([]);
  });

  it("do not occur in plain data", async () => {
    const { tests, bugs } = await everything(await start({ quirks: false, testsPerProduct: 60 }));
    const present = [
      ...Object.entries(TEST_QUIRKS).filter(([, is]) => tests.some(is)),
      ...Object.entries(BUG_QUIRKS).filter(([, is]) => bugs.some(is)),
    ].filter(([name]) => !OFTEN_ALSO_PLAIN.has(name));
    expect(present.map(([name]) => name)).toEqual([]);
    expect(tests.every((test) => typeof test.title === "string" && typeof test.end_at === "string")).toBe(true);
  });

  it("include tests that name features the product no longer has", async () => {
    const simulator = await start();
    const { tests } = await everything(simulator);
    const known = new Set(simulator.truth.productIds().flatMap((id) => simulator.truth.featureIds(id)));
    const named = tests.flatMap((test) => objects(test.features).map((feature) => Number(feature.feature_id)));
    expect(named.some((id) => !known.has(id))).toBe(true);
  });

  it("include tests that end at the same instant", async () => {
    const simulator = await start({ products: 1 });
    const ends = (await allTests(simulator, 25001)).flatMap((test) =>
      test.end_at ? [Date.parse(String(test.end_at))] : [],
    );
    expect(new Set(ends).size).toBeLessThan(ends.length);
  });

  it("cover every documented status and testing type", async () => {
    const { tests } = await everything(await start({ testsPerProduct: 300 }));
    expect(new Set(tests.map((test) => test.status))).toEqual(
      new Set([
        "initialized",
        "waiting",
        "running",
        "customer_finalized",
        "locked",
        "archived",
        "cancelled",
        "under_audit",
      ]),
    );
    expect(new Set(tests.map((test) => test.testing_type))).toEqual(
      new Set(["rapid", "focused", "coverage", "usability", "custom"]),
    );
  });
});
