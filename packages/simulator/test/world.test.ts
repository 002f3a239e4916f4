import { describe, expect, it } from "vitest";
import { UnknownRecordError } from "../src/index.js";
import { allTests, ids, json, object, request, rows, start, status, testIds } from "./client.js";

const PRODUCT = 25001;

describe("tests that change upstream", () => {
  it("are added at the top, without bugs until some are added", async () => {
    const simulator = await start({ testsPerProduct: 30 });
    const older = simulator.world.addTest(PRODUCT, { title: "Brand new", status: "waiting" });
    const newer = simulator.world.addTest(PRODUCT);
    const list = await allTests(simulator, PRODUCT);
    expect(list).toHaveLength(32);
    const dated = list.filter((test) => test.end_at !== null);
    expect(dated.slice(0, 2).map((test) => test.id)).toEqual([newer, older]);
    expect(dated[1]).toMatchObject({ title: "Brand new", status: "waiting", product: { id: PRODUCT } });
    expect(await ids(simulator, `/bugs?filter_test_cycle_ids=${newer}`, "bugs")).toEqual([]);

    const bug = simulator.world.addBug(newer, { title: "First", severity: "critical", status: "forwarded" });
    expect(simulator.truth.bugIds(newer)).toEqual([bug]);
    expect(object((await json(simulator, `/bugs/${bug}`)).bug)).toMatchObject({ title: "First", test: { id: newer } });
    const detailed = object((await json(simulator, `/exploratory_tests/${newer}`)).exploratory_test);
    expect(object(detailed.analytics).total_bugs).toBe(1);
  });

  it("are updated in place, under whichever name the field has", async () => {
    const simulator = await start({ testsPerProduct: 100 });
    const odd = (await allTests(simulator, PRODUCT)).find((test) => "test_title" in test);
    const id = Number(odd?.id);
    const before = simulator.truth.testIds(PRODUCT);
    simulator.world.updateTest(id, { title: "Renamed", status: "cancelled", review_status: undefined });
    const test = object((await json(simulator, `/exploratory_tests/${id}`)).exploratory_test);
    expect(test).toMatchObject({ title: "Renamed", status: "cancelled" });
    expect("test_title" in test).toBe(false);
    expect("review_status" in test).toBe(false);
    expect(simulator.truth.testIds(PRODUCT)).toEqual(before);
    simulator.world.updateTest(id, { test_title: "Again" });
    expect(simulator.truth.test(id)).toMatchObject({ test_title: "Again", status: "cancelled" });
    expect(simulator.truth.test(id)).not.toHaveProperty("title");
  });

  it("move when their end moves", async () => {
    const simulator = await start({ testsPerProduct: 50, quirks: false });
    const list = simulator.truth.testIds(PRODUCT);
    const [newest, oldest] = [list[0] ?? 0, list[49] ?? 0];
    simulator.world.updateTest(oldest, { end_at: "2030-01-01T00:00:00+02:00" });
    expect(simulator.truth.testIds(PRODUCT).slice(0, 2)).toEqual([oldest, newest]);
    simulator.world.updateTest(newest, { end_at: "1999-01-01T00:00:00Z" });
    expect(simulator.truth.testIds(PRODUCT).at(-1)).toBe(newest);
    simulator.world.updateTest(newest, { end_at: null });
    expect(simulator.truth.testIds(PRODUCT)[0]).toBe(newest);
    expect([...simulator.truth.testIds(PRODUCT)].sort()).toEqual([...list].sort());
  });

  it("are deleted with their bugs", async () => {
    const simulator = await start({ testsPerProduct: 50 });
    const id = simulator.truth.testIds(PRODUCT).find((test) => simulator.truth.bugIds(test).length > 0) ?? 0;
    const [bug] = simulator.truth.bugIds(id);
    simulator.world.deleteTest(id);
    expect(await status(simulator, `/exploratory_tests/${id}`)).toBe(404);
    expect(await status(simulator, `/bugs/${bug}`)).toBe(404);
    expect(await ids(simulator, `/bugs?filter_test_cycle_ids=${id}`, "bugs")).toEqual([]);
    expect(simulator.truth.testIds(PRODUCT)).toHaveLength(49);
    expect(simulator.truth.test(id)).toBeUndefined();
    expect(() => simulator.world.deleteTest(id)).toThrow(UnknownRecordError);
    const added = simulator.world.addTest(PRODUCT);
    simulator.world.deleteTest(added);
    expect(await status(simulator, `/exploratory_tests/${added}`)).toBe(404);
  });

  it("spoil every page that holds a bad one, and no other", async () => {
    const simulator = await start({ testsPerProduct: 60 });
    const place = 37;
    const id = simulator.truth.testIds(PRODUCT)[place] ?? 0;
    simulator.world.poisonTest(id);
    const code = (page: number, size: number) =>
      status(simulator, `/products/${PRODUCT}/exploratory_tests?page=${page}&per_page=${size}`);
    for (const size of [60, 25, 10, 7, 1]) {
      const pages = Array.from({ length: Math.ceil(60 / size) }, (_, page) => page + 1);
      const codes = await Promise.all(pages.map((page) => code(page, size)));
      const bad = pages.filter((_, page) => codes[page] !== 200);
      expect(bad).toEqual([Math.floor(place / size) + 1]);
    }
    const page = await request(simulator, `/products/${PRODUCT}/exploratory_tests`);
    expect([page.status, page.headers.get("content-type")]).toEqual([500, "text/html; charset=utf-8"]);
    await page.text();
    expect(await status(simulator, `/exploratory_tests/${id}`)).toBe(200);
    simulator.world.healTest(id);
    expect(await code(1, 60)).toBe(200);
  });

  it("shift pages while somebody reads them", async () => {
    const simulator = await start({ testsPerProduct: 40, quirks: false });
    const before = simulator.truth.testIds(PRODUCT);
    const stop = simulator.onRequest(({ query }) => {
      if (query.get("page") === "2") simulator.world.addTest(PRODUCT);
    });
    const one = await testIds(simulator, PRODUCT, 1, 10);
    const two = await testIds(simulator, PRODUCT, 2, 10);
    stop();
    expect(two[0]).toBe(one[9]);
    expect(two.slice(1)).toEqual(before.slice(10, 19));
  });

  it("change before their list was ever asked for", async () => {
    const simulator = await start({ testsPerProduct: 20, quirks: false });
    simulator.world.updateTest(100_001, { end_at: "2031-01-01T00:00:00Z" });
    simulator.world.deleteTest(100_002);
    expect(simulator.truth.testIds(PRODUCT)[0]).toBe(100_001);
    expect(simulator.truth.testIds(PRODUCT)).toHaveLength(19);
  });
});

describe("bugs that change upstream", () => {
  it("are added, updated and deleted", async () => {
    const simulator = await start({ testsPerProduct: 50 });
    const testId = simulator.truth.testIds(PRODUCT).find((id) => simulator.truth.bugIds(id).length > 2) ?? 0;
    const [first = 0, second = 0] = simulator.truth.bugIds(testId);
    const added = simulator.world.addBug(testId);
    simulator.world.updateBug(first, { status: "rejected", comments: [] });
    simulator.world.deleteBug(second);
    const bugs = await rows(simulator, `/bugs?filter_test_cycle_ids=${testId}`, "bugs");
    expect(bugs.map((bug) => bug.id)).toEqual(simulator.truth.bugIds(testId));
    expect(bugs.map((bug) => bug.id)).toContain(added);
    expect(bugs.map((bug) => bug.id)).not.toContain(second);
    expect(bugs[0]).toMatchObject({ id: first, status: "rejected", comments: [] });
    expect(await status(simulator, `/bugs/${second}`)).toBe(404);
    expect(() => simulator.world.deleteBug(second)).toThrow(`The simulated customer has no bug ${second}.`);
    expect(() => simulator.world.updateBug(1, {})).toThrow(UnknownRecordError);
    expect(() => simulator.world.addBug(1)).toThrow(UnknownRecordError);
  });

  it("follow the title of their test and keep the rest of their report", async () => {
    const simulator = await start({ testsPerProduct: 50 });
    const testId = simulator.truth.testIds(PRODUCT).find((id) => simulator.truth.bugIds(id).length > 0) ?? 0;
    const [id = 0] = simulator.truth.bugIds(testId);
    const before = simulator.truth.bug(id);
    simulator.world.updateTest(testId, { title: "New name", end_at: "2030-01-01T00:00:00Z", features: [] });
    expect(simulator.truth.bug(id)).toEqual({ ...before, test: { id: testId, title: "New name" } });
  });
});

describe("products that change upstream", () => {
  it("are added with or without sections, without tests", async () => {
    const simulator = await start({ products: 2, testsPerProduct: 10 });
    const plain = simulator.world.addProduct({ name: "Fresh", sections: [] });
    const split = simulator.world.addProduct({
      sections: [
        { id: 5, name: "A" },
        { id: 6, name: "B" },
      ],
    });
    expect(simulator.truth.productIds()).toEqual([25001, 25002, plain, split]);
    expect(simulator.truth.product(plain)).toMatchObject({ id: plain, name: "Fresh" });
    expect(await testIds(simulator, plain, 1, 25)).toEqual([]);
    expect(await status(simulator, `/products/${split}/features`)).toBe(422);
    expect((await ids(simulator, `/products/${split}/sections/6/features`, "features")).length).toBeGreaterThan(3);
    const test = simulator.world.addTest(plain, { title: "Its first" });
    expect(await testIds(simulator, plain, 1, 25)).toEqual([test]);
    expect(simulator.truth.test(test)).toMatchObject({ product: { id: plain, name: "Fresh" } });
  });

  it("are renamed in tests too", async () => {
    const simulator = await start({ testsPerProduct: 10 });
    simulator.world.updateProduct(PRODUCT, { name: "Other name" });
    const [test] = await allTests(simulator, PRODUCT);
    expect(test).toMatchObject({ product: { name: "Other name" } });
  });

  it("are deleted with tests and bugs", async () => {
    const simulator = await start({ testsPerProduct: 50 });
    const testId = simulator.truth.testIds(PRODUCT).find((id) => simulator.truth.bugIds(id).length > 0) ?? 0;
    const [bug] = simulator.truth.bugIds(testId);
    simulator.world.deleteProduct(PRODUCT);
    const gone = [
      `/products/${PRODUCT}`,
      `/products/${PRODUCT}/exploratory_tests`,
      `/exploratory_tests/${testId}`,
      `/bugs/${bug}`,
    ];
    expect(await Promise.all(gone.map((path) => status(simulator, path)))).toEqual([404, 404, 404, 404]);
    expect(simulator.truth.testIds(PRODUCT)).toEqual([]);
    expect(simulator.truth.bugIds(testId)).toEqual([]);
    expect(simulator.truth.featureIds(PRODUCT)).toEqual([]);
    expect(() => simulator.world.deleteProduct(PRODUCT)).toThrow(UnknownRecordError);
    expect(() => simulator.world.addTest(PRODUCT)).toThrow(UnknownRecordError);
    expect(() => simulator.world.updateTest(testId, {})).toThrow(UnknownRecordError);
    expect(() => simulator.world.addBug(testId)).toThrow(UnknownRecordError);
  });

  it("lose and rename features", async () => {
    const simulator = await start();
    const [first = 0, second = 0] = simulator.truth.featureIds(PRODUCT);
    simulator.world.deleteFeature(first);
    simulator.world.updateFeature(second, { title: "Renamed", user_stories: ["As a user I can tell"] });
    const features = await rows(simulator, `/products/${PRODUCT}/features`, "features");
    expect(features[0]).toMatchObject({ id: second, title: "Renamed" });
    expect(features.map((feature) => feature.id)).not.toContain(first);
    expect(() => simulator.world.deleteFeature(first)).toThrow(UnknownRecordError);
    expect(() => simulator.world.updateFeature(1, {})).toThrow(UnknownRecordError);
  });
});
