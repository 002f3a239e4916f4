import { describe, expect, it } from "vitest";
import type { TestWrite } from "../src/index.js";
import { later, listing, test } from "./support/fixtures.js";
import { openTestStore } from "./support/stores.js";

describe("the pass of a test", () => {
  const passAfter = async (...writes: [over: Partial<TestWrite>, context: ReturnType<typeof listing>][]) => {
    const store = await openTestStore();
    for (const [over, context] of writes) await store.write((tx) => tx.upsertTests([test(1, over)], context));
    return (await store.knownTests([1]))[0]?.syncPass;
  };
  const keeping = { keepPass: [1] };

  it.each<[string, number | null, Parameters<typeof passAfter>]>([
    ["is that of the pass that inserts it", 3, [[{}, listing(3)]]],
    ["is that of the pass that inserts it, though it was to be kept", 3, [[{}, listing(3, keeping)]]],
    ["is none when stored by other means", null, [[{}, listing()]]],
    [
      "is given to a row that has none",
      3,
      [
        [{}, listing()],
        [{}, listing(3)],
      ],
    ],
    [
      "moves on with the pass that lists it",
      3,
      [
        [{}, listing(2)],
        [{}, listing(3)],
      ],
    ],
    [
      "moves on when the test changed",
      3,
      [
        [{}, listing(2)],
        [{ title: "other" }, listing(3)],
      ],
    ],
    [
      "stays where it is to be kept",
      2,
      [
        [{}, listing(2)],
        [{}, listing(3, keeping)],
      ],
    ],
    [
      "stays where it is to be kept, though the test changed",
      2,
      [
        [{}, listing(2)],
        [{ title: "other" }, listing(3, keeping)],
      ],
    ],
    [
      "is left alone by other means",
      2,
      [
        [{}, listing(2)],
        [{}, listing()],
      ],
    ],
    [
      "is left alone by other means when the title changed",
      2,
      [
        [{}, listing(2)],
        [{ title: "other" }, listing()],
      ],
    ],
    [
      "is lost when other means find another end",
      null,
      [
        [{}, listing(2)],
        [{ endAt: later(7) }, listing()],
      ],
    ],
    [
      "is lost when other means find no end",
      null,
      [
        [{}, listing(2)],
        [{ endAt: null }, listing()],
      ],
    ],
    [
      "is lost when other means find another product",
      null,
      [
        [{}, listing(2)],
        [{ productId: 7 }, listing()],
      ],
    ],
  ])("%s", async (_, expected, writes) => {
    expect(await passAfter(...writes)).toBe(expected);
  });

  it("is lost when other means find a test that was gone", async () => {
    const store = await openTestStore();
    await store.write((tx) => tx.upsertTests([test(1), test(2)], listing(2)));
    await store.write((tx) => tx.tombstone("tests", [1], later(1)));
    await store.write((tx) => tx.upsertTests([test(1), test(2)], listing()));
    expect((await store.knownTests([1, 2])).map(({ syncPass }) => syncPass)).toEqual([null, 2]);
  });

  it("is part of what is known of stored tests; others are absent", async () => {
    const store = await openTestStore();
    await store.write((tx) => tx.upsertTests([test(1), test(2, { endAt: null, productId: 5 })], listing(4)));
    await store.write((tx) => tx.tombstone("tests", [2], later(1)));
    expect(await store.knownTests([1, 2, 3])).toEqual([
      { id: 1, productId: 1, endAt: later(1), syncPass: 4, deletedAt: null },
      { id: 2, productId: 5, endAt: null, syncPass: 4, deletedAt: later(1) },
    ]);
  });
});
