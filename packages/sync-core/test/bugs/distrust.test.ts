import { describe, expect, test } from "vitest";
import { BUGS, listedBugIds, makeClock, rowsOf, stampOf, storedBugIds, testsAsked, worldOf } from "./support.js";

describe("an answer that is not to be trusted", () => {
  test("with a bug of another test than those asked for stores it, and stamps only what was asked for", async () => {
    const clock = makeClock();
    const { now } = clock;
    const { world, productId, ids, asked } = await worldOf(10, 1, now);
    const [due = 0] = (await world.store.changeableTests(productId)).map(({ id }) => id);
    const [other = 0] = ids.filter((id) => id !== due);
    for (const id of ids) if (id !== due) world.simulator.world.updateTest(id, { status: "archived" });
    await world.sync({ now, options: { forceRefresh: true }, phases: ["NEW_TESTS", "BUGS"] });
    const before = (await stampOf(world, other)).bugsSyncedAt;
    clock.advance(7200);
    asked.length = 0;
    const own = world.simulator.world.addBug(due);
    const stray = world.simulator.world.addBug(due, { test: { id: other } });
    expect(await world.sync({ now, phases: BUGS })).toMatchObject({ status: "success" });
    expect(asked.map(testsAsked)).toEqual([[due]]);
    expect(storedBugIds(world, due)).toContain(own);
    expect(storedBugIds(world, other)).toContain(stray);
    expect((await stampOf(world, due)).bugsSyncedAt).toEqual(now());
    expect((await stampOf(world, other)).bugsSyncedAt).toEqual(before);
  });

  test("since the filter was ignored deletes and stamps nothing", async () => {
    const { world, productId } = await worldOf(20);
    await world.sync({ phases: BUGS });
    const bugs = storedBugIds(world);
    const stamps = rowsOf(world, "SELECT id, bugs_synced_at FROM tests ORDER BY id");
    const [due = 0] = (await world.store.changeableTests(productId)).map(({ id }) => id);
    const everything = bugs.filter((id) => !world.simulator.truth.bugIds(due).includes(id));
    world.simulator.faults.add({
      match: ({ path }) => path === "/bugs",
      fault: { kind: "non-object", value: { bugs: everything.map((id) => world.simulator.truth.bug(id)) } },
    });
    const result = await world.sync({ phases: BUGS, settings: { cacheTtlSeconds: 0 } });
    expect(result).toMatchObject({ status: "failure", errors: [{ kind: "BugsIncompleteError" }] });
    expect(result.errors[0]?.message).toMatch(/bugs of other tests than those asked for/);
    expect(storedBugIds(world)).toEqual(bugs);
    expect(rowsOf(world, "SELECT id, bugs_synced_at FROM tests ORDER BY id")).toEqual(stamps);
  });

  test("of a product that was not asked for is not stored", async () => {
    const { world, productId } = await worldOf(5, 2);
    const foreign = world.simulator.truth
      .testIds()
      .find((id) => world.simulator.truth.bugIds(id).length > 0 && !world.listedIds(productId).includes(id));
    const [strayId = 0] = world.simulator.truth.bugIds(foreign ?? 0);
    const own = world.listedIds(productId).flatMap((id) => world.simulator.truth.bugIds(id));
    const answer = [...own, strayId].map((id) => world.simulator.truth.bug(id));
    world.simulator.faults.add({
      match: ({ path }) => path === "/bugs",
      fault: { kind: "non-object", value: { bugs: answer } },
    });
    expect(await world.sync({ phases: BUGS, scope: { productIds: [productId] } })).toMatchObject({ status: "success" });
    expect(storedBugIds(world)).toEqual(own.sort((a, b) => a - b));
  });

  test("that is empty, once, deletes nothing", async () => {
    const { world, asked } = await worldOf(20);
    await world.sync({ phases: BUGS });
    const bugs = storedBugIds(world);
    asked.length = 0;
    world.simulator.faults.add({
      match: ({ path }) => path === "/bugs",
      times: 1,
      fault: { kind: "non-object", value: { bugs: [] } },
    });
    expect(await world.sync({ phases: BUGS, options: { forceRefresh: true } })).toMatchObject({ status: "success" });
    expect(asked).toHaveLength(2);
    expect(storedBugIds(world)).toEqual(bugs);
  });

  test("that is empty again is believed", async () => {
    const { world, ids } = await worldOf(6);
    await world.sync({ phases: BUGS });
    for (const id of ids.flatMap((testId) => world.simulator.truth.bugIds(testId))) world.simulator.world.deleteBug(id);
    expect(await world.sync({ phases: BUGS, options: { forceRefresh: true } })).toMatchObject({ status: "success" });
    expect(storedBugIds(world)).toEqual([]);
  });

  test("with a bug that names no test says so, stores the rest, and leaves only its test unstamped", async () => {
    const { world, ids } = await worldOf(16);
    const odd = ids[9] ?? 0;
    const homeless = world.simulator.world.addBug(odd, { test: null });
    const result = await world.sync({ phases: BUGS });
    expect(result.status).toBe("partial_failure");
    expect(result.errors[0]?.message).toContain(`1 of 16 tests could not be fetched (test ${odd})`);
    expect(result.errors[0]?.message).toMatch(/1 bug\(s\) in TestIO's answer have no usable id or name no test/);
    expect(storedBugIds(world)).toEqual((await listedBugIds(world)).filter((id) => id !== homeless));
    expect(rowsOf(world, "SELECT id FROM tests WHERE bugs_synced_at IS NULL")).toEqual([{ id: odd }]);
  });
});
