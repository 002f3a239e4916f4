import { describe, expect, it } from "vitest";
import { REJECT_REASONS } from "../src/index.js";
import { first, ids, type Json, json, object, objects, rows, start, status } from "./client.js";

function share(bugs: readonly Json[], is: (bug: Json) => boolean): number {
  return bugs.filter(is).length / bugs.length;
}

describe("bugs", () => {
  it("filters by comma-separated tests, products and sections, all together", async () => {
    const simulator = await start({ products: 3, testsPerProduct: 20 });
    const all = await rows(simulator, "/bugs", "bugs");
    const inProduct = await ids(simulator, "/bugs?filter_product_ids=25001,25003", "bugs");
    expect(inProduct).toEqual(idsWhere(all, (bug) => [25001, 25003].includes(Number(object(bug.product).id))));

    const tests = simulator.truth.testIds(25002).slice(5, 9);
    const ofTests = await ids(simulator, `/bugs?filter_test_cycle_ids=${tests.join(",")}`, "bugs");
    expect(ofTests).toEqual(tests.flatMap((id) => simulator.truth.bugIds(id)));
    expect(ofTests.length).toBeGreaterThan(0);
    expect(await ids(simulator, `/bugs?filter_test_cycle_ids=${tests}&filter_product_ids=25001`, "bugs")).toEqual([]);
    expect(await ids(simulator, "/bugs?filter_test_cycle_ids=1", "bugs")).toEqual([]);

    const inSection = await ids(simulator, "/bugs?filter_section_ids=250021", "bugs");
    expect(inSection).toEqual(idsWhere(all, (bug) => bug.section !== null && object(bug.section).id === 250021));
    expect(inSection.length).toBeGreaterThan(0);
    expect(await ids(simulator, "/bugs?filter_product_ids=&page=7", "bugs")).toHaveLength(all.length);
  });

  it("splits into three export states", async () => {
    const simulator = await start({ testsPerProduct: 30 });
    const read = (state: string) => rows(simulator, `/bugs?export_status=${state}`, "bugs");
    const [requested, open, exported] = await Promise.all(["export_requested", "not_exported", "exported"].map(read));
    const all = await ids(simulator, "/bugs", "bugs");
    const together = [requested, open, exported].flatMap((bugs) => (bugs ?? []).map((bug) => Number(bug.id)));
    expect(together.sort((left, right) => left - right)).toEqual(all.sort((left, right) => left - right));
    expect(exported?.every((bug) => typeof bug.exported_at === "string")).toBe(true);
    expect(requested?.length).toBeGreaterThan(0);
    expect(await status(simulator, "/bugs?export_status=maybe")).toBe(422);
  });

  it("answers one by id as in the list", async () => {
    const simulator = await start({ testsPerProduct: 10 });
    const bug = first(await rows(simulator, "/bugs", "bugs"));
    expect((await json(simulator, `/bugs/${bug.id}`)).bug).toEqual(bug);
    expect(simulator.truth.bug(Number(bug.id))).toEqual(bug);
    expect(await status(simulator, "/bugs/5")).toBe(404);
    expect(await status(simulator, "/bugs/999999999")).toBe(404);
  });

  it("comes in realistic numbers and proportions", async () => {
    const simulator = await start({ products: 5, testsPerProduct: 100, bugsPerTest: 8, quirks: false });
    const bugs = await rows(simulator, "/bugs", "bugs");
    expect(bugs.length / 500).toBeGreaterThan(6.8);
    expect(bugs.length / 500).toBeLessThan(9.2);
    expect(new Set(bugs.map((bug) => bug.id)).size).toBe(bugs.length);
    expect(new Set(bugs.map((bug) => bug.severity))).toEqual(
      new Set(["critical", "high", "low", "visual", "content", "custom"]),
    );
    expect(new Set(bugs.map((bug) => bug.status))).toEqual(new Set(["accepted", "rejected", "forwarded"]));
    expect(share(bugs, (bug) => bug.status === "accepted")).toBeGreaterThan(0.5);
    expect(share(bugs, (bug) => bug.auto_accepted === true)).toBeGreaterThan(0.05);
    expect(share(bugs, (bug) => bug.known === true)).toBeGreaterThan(0.03);
    expect(share(bugs, (bug) => bug.test_feature === null)).toBeGreaterThan(0.1);
    expect(share(bugs, (bug) => bug.test_feature === null)).toBeLessThan(0.4);
  });

  it("is accepted by the clock only when accepted, and ten days after its report", async () => {
    const simulator = await start({ testsPerProduct: 60 });
    const auto = (await rows(simulator, "/bugs", "bugs")).filter((bug) => bug.auto_accepted === true);
    const tenDaysAgo = Date.parse("2026-06-20T12:00:00Z");
    expect(auto.length).toBeGreaterThan(0);
    expect(auto.every((bug) => bug.status === "accepted" && Date.parse(String(bug.reported_at)) <= tenDaysAgo)).toBe(
      true,
    );
  });

  it("tells the reason of each rejection in a comment, and nowhere else", async () => {
    const simulator = await start({ testsPerProduct: 60 });
    const bugs = await rows(simulator, "/bugs", "bugs");
    const seen = new Set<string>();
    for (const bug of bugs) {
      const bodies = objects(bug.comments).map((comment) => String(comment.body));
      const reasons = REJECT_REASONS.filter((reason) => bodies.some((body) => body.startsWith(reason.default_comment)));
      expect(reasons).toHaveLength(bug.status === "rejected" ? 1 : 0);
      for (const reason of reasons) seen.add(reason.key);
    }
    expect(seen.size).toBe(7);
  });

  it("has the seven reasons of the platform", async () => {
    const simulator = await start();
    const reasons = await rows(simulator, "/bugs/reject_reasons", "reject_reasons");
    expect(reasons.map((reason) => reason.key)).toEqual([
      "device_not_relevant",
      "ignored_instructions",
      "intended_behavior",
      "irrelevant",
      "known_bug",
      "not_reproducible",
      "request_timeout",
    ]);
  });

  it("refers to its test, to a feature of that test, and to a time while the test ran", async () => {
    const simulator = await start({ testsPerProduct: 40 });
    for (const bug of await rows(simulator, "/bugs?filter_product_ids=25001", "bugs")) {
      const test = simulator.truth.test(Number(object(bug.test).id));
      const features = objects(test?.features).map((feature) => feature.id);
      if (bug.test_feature !== null) expect(features).toContain(object(bug.test_feature).id);
      const reported = Date.parse(String(bug.reported_at));
      if (test?.start_at) expect(reported).toBeGreaterThanOrEqual(Date.parse(String(test.start_at)));
      if (test?.end_at) expect(reported).toBeLessThanOrEqual(Date.parse(String(test.end_at)));
    }
  });

  it("streams more than fits one piece", async () => {
    const simulator = await start({ products: 2, testsPerProduct: 100, bugsPerTest: 12 });
    const response = await fetch(`${simulator.url}/bugs`, { headers: { authorization: `Token ${simulator.token}` } });
    expect(response.headers.get("content-length")).toBeNull();
    const { bugs } = (await response.json()) as { bugs: Json[] };
    const expected = simulator.truth.testIds().reduce((sum, id) => sum + simulator.truth.bugIds(id).length, 0);
    expect(bugs).toHaveLength(expected);
  });
});

function idsWhere(bugs: readonly Json[], is: (bug: Json) => boolean): number[] {
  return bugs.filter(is).map((bug) => Number(bug.id));
}
