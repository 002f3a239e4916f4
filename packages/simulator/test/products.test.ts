import { describe, expect, it } from "vitest";
import { ids, json, object, rows, start, status } from "./client.js";

describe("products", () => {
  it("lists all at once and narrows by filter[product_ids][]", async () => {
    const simulator = await start({ products: 4, testsPerProduct: 1 });
    expect(await ids(simulator, "/products?page=2&per_page=1", "products")).toEqual([25001, 25002, 25003, 25004]);
    const filtered = "/products?filter[product_ids][]=25002&filter[product_ids][]=25004&filter[product_ids][]=1";
    expect(await ids(simulator, filtered, "products")).toEqual([25002, 25004]);
  });

  it("answers one by id, with all documented fields", async () => {
    const simulator = await start({ quirks: false });
    const product = object((await json(simulator, "/products/25001")).product);
    expect(Object.keys(product)).toEqual([
      "id",
      "name",
      "description",
      "product_type",
      "default_section_id",
      "sections",
      "sections_with_default",
      "connection",
    ]);
    expect(await status(simulator, "/products/99")).toBe(404);
  });

  it("says in every known way whether a product has sections", async () => {
    const simulator = await start({ products: 7, testsPerProduct: 0 });
    const products = await rows(simulator, "/products", "products");
    const shape = (value: unknown) => (Array.isArray(value) ? value.length : value);
    expect(products.map((p) => [shape(p.sections), shape(p.sections_with_default)])).toEqual([
      [0, undefined],
      [3, undefined],
      [null, 1],
      [0, 3],
      [undefined, null],
      [2, 3],
      [null, undefined],
    ]);
    const codes = await Promise.all(products.map((p) => status(simulator, `/products/${p.id}/features`)));
    expect(codes).toEqual([200, 422, 200, 422, 200, 422, 200]);
  });

  it("invents any number of products with different names", async () => {
    const simulator = await start({ products: 60, testsPerProduct: 0 });
    const names = (await rows(simulator, "/products", "products")).map((product) => product.name);
    expect(new Set(names).size).toBe(60);
    expect(names).toContain("Lumen Home Web Shop <b>Preview</b> 🚧");
  });

  it("refuses impossible sizes", async () => {
    await expect(start({ products: -1 })).rejects.toThrow("products must be a whole number of 0 or more, not -1.");
    await expect(start({ testsPerProduct: 1.5 })).rejects.toThrow(RangeError);
    await expect(start({ bugsPerTest: Number.NaN })).rejects.toThrow("bugsPerTest must be a number");
  });
});
