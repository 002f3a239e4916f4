import { describe, expect, it } from "vitest";
import type { ProductQuery } from "../src/index.js";
import { feature, later, listing, product, T0, test } from "./support/fixtures.js";
import { openTestStore } from "./support/stores.js";

const DAY = 24;
const page = { limit: 100, offset: 0, now: T0 };

describe("products", () => {
  it("are listed with what is alive of them", async () => {
    const store = await openTestStore();
    await store.write(async (tx) => {
      await tx.upsertProducts([product(1, { description: "A shop" }), product(2)], T0);
      await tx.replaceFeatures(1, [feature(1), feature(2)], later(1));
      await tx.upsertTests(
        [
          test(1, { endAt: later(5 * DAY), status: "running" }),
          // Whole days in UTC: from the start of the 30th before today to the end of today.
          test(2, { endAt: new Date("2026-01-30T00:00:00.000Z"), status: "locked" }),
          test(9, { endAt: new Date("2026-03-01T23:59:59.999Z"), status: "customer_finalized" }),
          test(10, { endAt: new Date("2026-03-02T00:00:00.000Z"), status: "running" }),
          test(3, { endAt: new Date("2026-01-29T23:59:59.999Z"), status: "archived" }),
          test(4, { endAt: later(-91 * DAY), status: "archived" }),
          test(5, { endAt: later(-1 * DAY), status: "cancelled" }),
          test(6, { endAt: null, status: "initialized" }),
          test(7, { endAt: later(50 * DAY) }),
          test(8, { productId: 9 }),
        ],
        listing(),
      );
      await tx.tombstone("tests", [7], T0);
      await tx.tombstone("features", [2], T0);
    });

    const { rows, total } = await store.listProducts(page);
    expect(total).toBe(2);
    expect(rows[0]).toEqual({
      id: 1,
      title: "Product 1",
      type: "website",
      description: "A shop",
      testCount: 8,
      featureCount: 1,
      testsLast30Days: 2,
      testsLast90Days: 3,
      lastTestEndAt: later(5 * DAY),
      featuresSyncedAt: later(1),
      syncedAt: T0,
      deletedAt: null,
    });
    expect(rows[1]).toMatchObject({ testCount: 0, lastTestEndAt: null, featuresSyncedAt: null });
    expect(await store.getProduct(1)).toEqual({ id: 1, title: rows[0]?.title, type: rows[0]?.type, deletedAt: null });
    expect(await store.getProduct(9)).toBeNull();
  });

  const ids = async (query: Partial<ProductQuery>) => {
    const store = await openTestStore();
    await store.write(async (tx) => {
      await tx.upsertProducts([product(3, { title: "beta 100%", type: "gaming" })], later(1));
      await tx.upsertProducts([product(1, { title: "Alpha" }), product(2, { title: "BETA", type: null })], T0);
      await tx.upsertProducts([product(4, { title: "gone" })], T0);
      await tx.tombstone("products", [4], T0);
    });
    const { rows, total } = await store.listProducts({ ...page, ...query });
    return [...rows.map(({ id }) => id), `of ${total}`];
  };

  it.each<[string, Partial<ProductQuery>, (number | string)[]]>([
    ["by title", {}, [1, 2, 3, "of 3"]],
    ["by title, backwards", { order: "desc" }, [3, 2, 1, "of 3"]],
    ["by type", { sort: "product_type" }, [2, 3, 1, "of 3"]],
    ["by when they were synced", { sort: "last_synced", order: "desc" }, [3, 2, 1, "of 3"]],
    ["with words in the title, whatever the case", { search: "bet" }, [2, 3, "of 2"]],
    ["with a percent sign that means itself", { search: "0%" }, [3, "of 1"]],
    ["of some types", { types: ["gaming", "website"] }, [1, 3, "of 2"]],
    ["of some ids", { ids: [3, 4] }, [3, "of 1"]],
    ["gone ones too", { includeDeleted: true }, [1, 2, 3, 4, "of 4"]],
    ["page by page", { limit: 1, offset: 1 }, [2, "of 3"]],
    ["after the last page", { offset: 9 }, ["of 3"]],
  ])("are listed %s", async (_, query, expected) => {
    expect(await ids(query)).toEqual(expected);
  });

  it("count as changed when something but the time did", async () => {
    const store = await openTestStore();
    const write = (title: string) => store.write((tx) => tx.upsertProducts([product(1, { title })], T0));
    expect(await write("a")).toEqual({ inserted: 1, updated: 0 });
    expect(await write("a")).toEqual({ inserted: 0, updated: 0 });
    expect(await write("b")).toEqual({ inserted: 0, updated: 1 });
  });

  it("keep the sections last listed", async () => {
    const store = await openTestStore();
    const section = (id: number, title: string) => ({ id, title, isDefault: id === 1 });
    const write = (sections: ReturnType<typeof section>[]) =>
      store.write((tx) => tx.upsertProducts([product(1, { sections })], T0));
    await store.write((tx) => tx.upsertProducts([product(2, { sections: [section(9, "Other")] })], T0));

    await write([section(1, "Main"), section(2, "Admin")]);
    expect(await store.listSections(1)).toEqual([section(2, "Admin"), section(1, "Main")]);
    await write([section(2, "Back office")]);
    expect(await store.listSections(1)).toEqual([section(2, "Back office")]);
    expect(await store.listSections(2)).toEqual([section(9, "Other")]);
    expect((await store.stats()).sections).toBe(2);
  });
});

describe("features", () => {
  it("that are no longer listed get a tombstone; it counts as a change", async () => {
    const store = await openTestStore();
    const write = (...ids: number[]) =>
      store.write((tx) =>
        tx.replaceFeatures(
          1,
          ids.map((id) => feature(id)),
          T0,
        ),
      );
    await store.write((tx) => tx.replaceFeatures(2, [feature(9, { productId: 2 })], T0));

    expect(await write(1, 2)).toEqual({ inserted: 2, updated: 0 });
    expect(await write(2, 3)).toEqual({ inserted: 1, updated: 1 });
    expect((await store.stats()).features).toBe(3);
    expect(await write(1, 2, 3)).toEqual({ inserted: 0, updated: 1 });
    expect(await write()).toEqual({ inserted: 0, updated: 3 });
    expect((await store.stats()).features).toBe(1);
  });
});
