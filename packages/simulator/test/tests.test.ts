import { describe, expect, it } from "vitest";
import { allTests, first, ids, json, object, objects, request, rows, start, status, testIds } from "./client.js";

const PRODUCT = 25001;

function inListOrder(tests: readonly Record<string, unknown>[]): boolean {
  return tests.every((test, place) => {
    const next = tests[place + 1];
    if (!next) return true;
    const end = (value: unknown) => (value === null ? Number.POSITIVE_INFINITY : Date.parse(String(value)));
    const [here, there] = [end(test.end_at), end(next.end_at)];
    return here > there || (here === there && Number(test.id) > Number(next.id));
  });
}

describe("list of tests", () => {
  it.each([true, false])(
    "has each test once, newest end first, whatever the page size (quirks: %s)",
    async (quirks) => {
      const simulator = await start({ testsPerProduct: [137, 20], products: 2, quirks });
      const whole = await allTests(simulator, PRODUCT, 200);
      expect(whole).toHaveLength(137);
      expect(inListOrder(whole)).toBe(true);
      expect(new Set(whole.map((test) => test.id)).size).toBe(137);
      expect(await allTests(simulator, PRODUCT, 10)).toEqual(whole);
      expect(simulator.truth.testIds(PRODUCT)).toEqual(whole.map((test) => test.id));
    },
  );

  it("has 25 rows on a page unless told, and 150 without a page", async () => {
    const simulator = await start({ testsPerProduct: 180 });
    const list = `/products/${PRODUCT}/exploratory_tests`;
    const all = simulator.truth.testIds(PRODUCT);
    expect(await ids(simulator, `${list}?page=2`, "exploratory_tests")).toEqual(all.slice(25, 50));
    expect(await ids(simulator, list, "exploratory_tests")).toEqual(all.slice(0, 150));
    expect(await ids(simulator, `${list}?per_page=10`, "exploratory_tests")).toEqual(all.slice(0, 150));
    expect(await ids(simulator, `${list}?page=0&per_page=-3`, "exploratory_tests")).toEqual(all.slice(0, 25));
    expect(await ids(simulator, `${list}?page=90&per_page=100`, "exploratory_tests")).toEqual([]);
  });

  it("ignores a status filter and knows no unknown product", async () => {
    const simulator = await start({ testsPerProduct: 30 });
    const list = `/products/${PRODUCT}/exploratory_tests?page=1&per_page=100`;
    expect(await ids(simulator, `${list}&status=running`, "exploratory_tests")).toHaveLength(30);
    expect(await status(simulator, "/products/1/exploratory_tests?page=1")).toBe(404);
    const missing = await request(simulator, "/products/1/exploratory_tests");
    expect(object(await missing.json()).error).toBe("Product not found");
  });

  it("puts tests without an end last when asked to", async () => {
    const options = { testsPerProduct: 60, products: 1 };
    const firstPlaces = await start(options);
    const lastPlaces = await start({ ...options, nullEndAt: "last" });
    const isOpen = (test: Record<string, unknown>) => test.end_at === null;
    expect((await allTests(firstPlaces, PRODUCT)).findIndex(isOpen)).toBe(0);
    expect((await allTests(lastPlaces, PRODUCT)).findIndex(isOpen)).toBe(59);
  });

  it("serves the far end of 100,000 tests and finds each by id", async () => {
    const simulator = await start({ products: 2, testsPerProduct: [99_000, 1_000], bugsPerTest: 10 });
    const last = await testIds(simulator, PRODUCT, 990, 100);
    expect(last).toHaveLength(100);
    const id = first(last);
    expect(object((await json(simulator, `/exploratory_tests/${id}`)).exploratory_test).id).toBe(id);
    expect(simulator.truth.testIds()).toHaveLength(100_000);
  });
});

describe("one test", () => {
  it("equals the list's record, with metrics counted from its bugs", async () => {
    const simulator = await start({ testsPerProduct: 80 });
    const tests = await allTests(simulator, PRODUCT);
    const old = tests.filter((test) => test.status === "archived").slice(0, 12);
    for (const listed of old) {
      const test = object((await json(simulator, `/exploratory_tests/${listed.id}`)).exploratory_test);
      const { analytics, features, ...rest } = test;
      const { features: listedFeatures, ...listedRest } = listed;
      expect(rest).toEqual(listedRest);
      const bugs = await rows(simulator, `/bugs?filter_test_cycle_ids=${listed.id}`, "bugs");
      expect(object(analytics).total_bugs).toBe(bugs.length);
      for (const [place, feature] of objects(features).entries()) {
        const { execution_status, tester_count, bugs_found, bug_ids, ...plain } = feature;
        expect(plain).toEqual(objects(listedFeatures)[place]);
        const mine = bugs.filter((bug) => bug.test_feature !== null && object(bug.test_feature).id === feature.id);
        expect(bug_ids).toEqual(mine.map((bug) => bug.id));
        expect(bugs_found).toBe(mine.length);
        expect(["not_tested", "passed", "failed", "blocked"]).toContain(execution_status);
        expect(tester_count).toBeTypeOf("number");
      }
      const metrics = Object.fromEntries(Object.entries(object(analytics)).map(([key, value]) => [key, Number(value)]));
      expect(metrics.total_features).toBe(objects(features).length);
      expect(metrics.tested_user_stories).toBe(
        (metrics.passed_user_stories ?? 0) + (metrics.failed_user_stories ?? 0) + (metrics.blocked_user_stories ?? 0),
      );
    }
  });

  it("expands user stories when asked to", async () => {
    const simulator = await start({ quirks: false, testsPerProduct: 5 });
    const id = first(simulator.truth.testIds(PRODUCT));
    const plain = object((await json(simulator, `/exploratory_tests/${id}`)).exploratory_test);
    const full = object((await json(simulator, `/exploratory_tests/${id}?includes[]=user_stories`)).exploratory_test);
    const strings = objects(plain.features).flatMap((feature) => feature.user_stories);
    const stories = objects(full.features).flatMap((feature) => objects(feature.user_stories));
    expect(stories.map((story) => story.title)).toEqual(strings);
    expect(Object.keys(first(stories))).toEqual(["id", "path", "title", "feature_id"]);
  });

  it("does not exist outside the generated ids", async () => {
    const simulator = await start({ products: 1, testsPerProduct: 3 });
    const codes = [100_000, 100_001, 100_003, 100_004].map((id) => status(simulator, `/exploratory_tests/${id}`));
    expect(await Promise.all(codes)).toEqual([404, 200, 200, 404]);
  });
});
