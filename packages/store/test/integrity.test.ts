import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { openStore } from "../src/index.js";
import { failureOf } from "./support/failure.js";
import { listing, product, T0, test } from "./support/fixtures.js";
import { openRaw, openTestStore, temporaryFile } from "./support/stores.js";

const fill = (count: number) => Array.from({ length: count }, (_, index) => test(index + 1));

describe("the check of the database", () => {
  it.each(["a file", "in memory"])("finds nothing wrong with one that is sound: %s", async (where) => {
    const store = await openTestStore(where === "in memory" ? { path: ":memory:" } : {});
    await store.write((tx) => tx.upsertTests(fill(50), listing()));
    expect(await store.checkIntegrity()).toEqual([]);
  });

  it("finds nothing wrong after another connection has rewritten the search index", async () => {
    const store = await openTestStore();
    await store.write((tx) => tx.upsertTests(fill(500), listing()));
    expect(await store.checkIntegrity()).toEqual([]);
    await store.write((tx) => tx.wipe(null));
    openRaw(store.path).exec("INSERT INTO search_index (search_index) VALUES ('optimize')");
    expect(await store.checkIntegrity()).toEqual([]);
  });

  it("says that an index lacks rows of its table", async () => {
    const store = await openTestStore();
    await store.write((tx) => tx.upsertProducts([product(1), product(2)], T0));
    const raw = openRaw(store.path);
    // A table that believes to have another index's pages.
    raw.unsafeMode();
    raw.pragma("writable_schema = ON");
    const roots = "SELECT rootpage FROM sqlite_master WHERE name = 'features_by_product'";
    raw.exec(`UPDATE sqlite_master SET rootpage = (${roots}) WHERE name = 'sqlite_autoindex_products_1'`);

    const findings = await store.checkIntegrity();
    expect(findings).not.toEqual([]);
    expect(findings.join()).toContain("sqlite_autoindex_products_1");
  });

  it("says that the search index is not what its rows make", async () => {
    const store = await openTestStore();
    await store.write((tx) => tx.upsertTests([test(1), test(2)], listing()));
    const raw = openRaw(store.path);
    raw.unsafeMode();
    raw.exec("UPDATE search_index_content SET c5 = 'something else' WHERE c1 = 2");
    expect(await store.checkIntegrity()).toEqual([expect.stringContaining("search_index")]);
  });

  it("says so when the damage lets no check through", async () => {
    const path = temporaryFile();
    const first = await openStore({ path, customerId: 1 });
    await first.write((tx) => tx.upsertTests(fill(500), listing()));
    await first.close();
    const store = await openTestStore({ path });
    const content = readFileSync(path);
    writeFileSync(path, content.fill(0xa5, 0, 4096));
    expect(await store.checkIntegrity()).toEqual([expect.stringContaining(path)]);
  });

  it("fails, rather than find nothing, when there is no file to check", async () => {
    const store = await openTestStore();
    rmSync(store.path);
    expect(await failureOf(store.checkIntegrity())).toMatchObject({ name: "StoreUnavailableError" });
  });
});
