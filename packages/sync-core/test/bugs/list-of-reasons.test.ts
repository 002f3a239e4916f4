import type { Fault } from "@testio/simulator";
import { describe, expect, test } from "vitest";
import { BUGS, rowsOf, worldOf } from "./support.js";

describe("rejection reasons", () => {
  const SENTENCE = "We will look into this in another life.";

  async function worldWithOwnSentence() {
    const { world, ids } = await worldOf(5);
    const bug = world.simulator.world.addBug(ids[0] ?? 0, {
      status: "rejected",
      comments: [{ id: 1, body: `${SENTENCE} Bye` }],
    });
    const reason = () => rowsOf(world, "SELECT rejection_reason AS reason FROM bugs WHERE id = ?", bug)[0]?.reason;
    return { world, reason };
  }

  test("are recognised by the sentences TestIO lists today", async () => {
    const { world, reason } = await worldWithOwnSentence();
    const value = { reject_reasons: [{ key: "another_life", default_comment: SENTENCE }] };
    world.simulator.faults.add({
      match: ({ path }) => path === "/bugs/reject_reasons",
      fault: { kind: "non-object", value },
    });
    expect(await world.sync({ phases: BUGS })).toMatchObject({ status: "success" });
    expect(reason()).toBe("another_life");
  });

  test.each<[string, Fault]>([
    ["refused", { kind: "status", status: 403 }],
    ["broken", { kind: "status", status: 500 }],
    ["HTML", { kind: "html" }],
  ])("that cannot be listed (%s) hold up no bug, and are asked for once", async (_, fault) => {
    const { world, reason } = await worldWithOwnSentence();
    world.simulator.faults.add({ match: ({ path }) => path === "/bugs/reject_reasons", fault });
    world.simulator.resetCounters();
    expect(await world.sync({ phases: BUGS })).toMatchObject({ status: "success", errors: [] });
    expect(world.simulator.counters.byEndpoint["/bugs/reject_reasons"]).toBe(1);
    expect(reason()).toBeNull();
    expect(rowsOf(world, "SELECT 1 FROM bugs WHERE rejection_reason IS NOT NULL").length).toBeGreaterThan(0);
  });
});
