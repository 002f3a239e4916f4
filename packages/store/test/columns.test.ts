import { setImmediate as eventLoopTurn } from "node:timers/promises";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TooManyGroupsError } from "../src/index.js";
import { aggregateReads } from "../src/repositories/aggregate/aggregate-reads.js";
import { Columns } from "../src/repositories/aggregate/columns/columns.js";
import { TimeCodes } from "../src/repositories/aggregate/columns/time-codes.js";
import { PairIndex } from "../src/repositories/aggregate/pair-index.js";
import type { CustomerSql } from "../src/sqlite/customer-sql.js";
import { openExplained } from "./support/explained.js";
import { failureOf } from "./support/failure.js";
import { bug, device, later, listing, T0, test } from "./support/fixtures.js";
import { openRaw, openTestStore } from "./support/stores.js";

const PRODUCTS = [1, 2, 3, 4];
/** More than a block of tests, so that a product takes several statements. */
const TESTS = 300;

async function openFilled() {
  const { db, writer } = await openExplained();
  for (const productId of PRODUCTS) {
    const ids = Array.from({ length: TESTS }, (_, index) => productId * 10_000 + index);
    await writer.upsertTests(
      ids.map((id) => test(id, { productId, endAt: id % 7 === 0 ? null : later(id % 500) })),
      listing(),
    );
    await writer.upsertBugs(
      ids.map((id) => bug(id, { testId: id, productId, severity: id % 3 === 0 ? "high" : "low", devices: [device] })),
      T0,
    );
  }
  return db;
}

const QUESTION = [["product", "severity"], {}, { facts: ["bugs"], labels: false }] as const;
const byProduct = PRODUCTS.flatMap((id) => [
  {
    keys: [
      { id, label: null },
      { id: null, label: "high" },
    ],
    facts: { bugs: 100 },
  },
  {
    keys: [
      { id, label: null },
      { id: null, label: "low" },
    ],
    facts: { bugs: 200 },
  },
]);

describe("columns in memory", () => {
  it("stay within their budget, whatever is asked, and answer the same", async () => {
    const db = await openFilled();
    const whole = new Columns(db);
    expect(await aggregateReads(db, whole).aggregateBugs(...QUESTION)).toEqual(expect.arrayContaining(byProduct));
    const { bytes } = whole;
    for (const budget of [0, Math.round(bytes / 5), Math.round(bytes / 2)]) {
      const columns = new Columns(db, budget);
      const reader = aggregateReads(db, columns);
      for (let round = 0; round < 2; round += 1) {
        const rows = await reader.aggregateBugs(...QUESTION);
        expect(rows).toHaveLength(byProduct.length);
        expect(rows).toEqual(expect.arrayContaining(byProduct));
        expect(columns.bytes).toBeLessThanOrEqual(budget);
      }
    }
  });

  it("drop what was used longest ago", async () => {
    const db = await openFilled();
    const { counting, statements } = counted(db);
    const whole = new Columns(counting);
    const read = (columns: Columns, id: number) =>
      aggregateReads(counting, columns).aggregateBugs([], { productIds: [id] }, { facts: ["bugs"] });
    await read(whole, 1);
    const columns = new Columns(counting, whole.bytes * 2.5);
    for (const id of [1, 2, 1, 3]) await read(columns, id);
    const after = async (id: number) => {
      statements.length = 0;
      await read(columns, id);
      return statements.length;
    };
    expect(await after(1)).toBe(1);
    expect(await after(3)).toBe(1);
    expect(await after(2)).toBeGreaterThan(1);
  });

  it("are read once by all who ask at the same time", async () => {
    const db = await openFilled();
    const alone = counted(db);
    await aggregateReads(alone.counting).aggregateBugs(...QUESTION);
    const together = counted(db);
    const reader = aggregateReads(together.counting);
    const rows = await Promise.all(Array.from({ length: 5 }, () => reader.aggregateBugs(...QUESTION)));
    for (const answer of rows) expect(answer).toEqual(expect.arrayContaining(byProduct));
    // Each of them asks for the revisions.
    expect(together.statements.length).toBe(alone.statements.length + 4);
  });

  it("add what a later question needs, and keep the rest", async () => {
    const db = await openFilled();
    const { counting, statements } = counted(db);
    const reader = aggregateReads(counting);
    await reader.aggregateBugs([], { productIds: [1] }, { facts: ["bugs"] });
    statements.length = 0;
    const rows = await reader.aggregateBugs(["found_platform"], { productIds: [1] }, { facts: ["bugs"] });
    expect(rows).toEqual([{ keys: [{ id: null, label: "iOS" }], facts: { bugs: TESTS } }]);
    expect(statements.some((text) => text.includes("bug_devices"))).toBe(true);
    expect(statements.some((text) => text.includes("reporter"))).toBe(false);
  });

  it("are none when reading fails: who asked hears of it, and the next one is answered", async () => {
    const db = await openFilled();
    for (const failing of [0, 1, 2, 3]) {
      let left = failing;
      const breaking: CustomerSql = {
        ...db,
        query: async (statement) => {
          left -= 1;
          if (left === -1) throw new Error("the disk is on fire");
          return db.query(statement);
        },
      };
      const reader = aggregateReads(breaking);
      expect(await failureOf(reader.aggregateBugs(...QUESTION))).toMatchObject({ message: "the disk is on fire" });
      expect(await reader.aggregateBugs(...QUESTION)).toEqual(expect.arrayContaining(byProduct));
    }
  });

  it("refuse more groups than can be held", async () => {
    const reader = aggregateReads(await openFilled());
    const ask = (mostGroups: number) => reader.aggregateBugs(["test", "severity"], {}, { mostGroups, labels: false });
    expect(await ask(1200)).toHaveLength(1200);
    expect(await failureOf(ask(1199))).toBeInstanceOf(TooManyGroupsError);
    const tests = reader.aggregateTests(["test"], {}, { mostGroups: 1199, labels: false });
    expect(await failureOf(tests)).toMatchObject({ name: "TooManyGroupsError" });
  });

  it("are read anew when the product changes meanwhile, and at once when it goes on changing", async () => {
    const { db, writer } = await openExplained();
    const ids = Array.from({ length: TESTS }, (_, index) => index + 1);
    const become = (severity: string) =>
      writer.upsertBugs(
        ids.map((id) => bug(id, { testId: id, severity })),
        T0,
      );
    await writer.upsertTests(
      ids.map((id) => test(id)),
      listing(),
    );
    for (const changes of [1, 2, 3, 4, 99]) {
      await become("high");
      let [left, last] = [changes, "high"];
      const changing: CustomerSql = {
        ...db,
        query: async (statement) => {
          if (left > 0 && statement.sql.includes("json_group_array")) {
            left -= 1;
            last = last === "high" ? "low" : "high";
            await become(last);
          }
          return db.query(statement);
        },
      };
      const rows = await aggregateReads(changing).aggregateBugs(["severity"], {}, { facts: ["bugs"] });
      expect(rows).toEqual([{ keys: [{ id: null, label: last }], facts: { bugs: TESTS } }]);
    }
  });

  it("are of one moment, product by product, while others write", async () => {
    const store = await openTestStore();
    const ids = Array.from({ length: 2 * TESTS }, (_, index) => index + 1);
    const become = (severity: string, status: string) =>
      store.write(async (tx) => {
        await tx.upsertTests(
          ids.map((id) => test(id, { status })),
          listing(),
        );
        await tx.upsertBugs(
          ids.map((id) => bug(id, { testId: id, severity })),
          T0,
        );
      });
    await become("high", "running");
    let isWriting = true;
    const writing = (async () => {
      for (let round = 0; round < 2; round += 1) {
        await become("low", "locked");
        await become("high", "running");
      }
      isWriting = false;
    })();
    const seen = new Set<string>();
    for (; isWriting; await eventLoopTurn()) {
      const answers = await Promise.all([
        store.aggregateBugs(["test_status", "severity"], {}, { facts: ["bugs"] }),
        store.aggregateBugs(["test_status", "severity", "found_platform"], {}, { facts: ["bugs"] }),
      ]);
      for (const rows of answers) {
        for (const { keys, facts } of rows) seen.add(`${keys[0]?.label} ${keys[1]?.label} ${facts.bugs}`);
      }
    }
    await writing;
    expect([...seen].filter((state) => state !== "running high 600" && state !== "locked low 600")).toEqual([]);
    expect(seen).toContain("running high 600");
  });
});

function counted(db: CustomerSql) {
  const statements: string[] = [];
  const counting: CustomerSql = {
    ...db,
    query: (statement) => {
      statements.push(statement.sql);
      return db.query(statement);
    },
  };
  return { counting, statements };
}

describe("TimeCodes", () => {
  it("names stretches of time as SQLite does", async () => {
    const raw = openRaw((await openTestStore()).path);
    const named = raw.prepare<[string], Record<string, string>>(`
      SELECT strftime('%Y-%m-%d', at) AS day, strftime('%G-W%V', at) AS week, strftime('%Y-%m', at) AS month,
        strftime('%Y', at) || '-Q' || ((strftime('%m', at) + 2) / 3) AS quarter, strftime('%Y', at) AS year
      FROM (SELECT ? AS at)`);
    const units = ["day", "week", "month", "quarter", "year"] as const;
    const moments = fc.date({
      min: new Date("1970-01-01T00:00:00.000Z"),
      max: new Date("2199-12-31T23:59:59.999Z"),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(moments, (moment) => {
        const expected = named.get(moment.toISOString());
        for (const unit of units) {
          const codes = new TimeCodes(unit);
          const [code = 0] = codes.codesOf(Float64Array.of(moment.getTime()));
          expect(codes.dictionary.valueOf(code)).toBe(expected?.[unit]);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe("PairIndex", () => {
  it("numbers pairs in the order they come, as many as there may be", () => {
    const number = fc.oneof(fc.nat(5), fc.nat());
    fc.assert(
      fc.property(fc.array(fc.tuple(number, number)), fc.option(fc.nat(20)), (pairs, limit) => {
        const index = new PairIndex(limit ?? undefined);
        const known = new Map<string, number>();
        for (const [left, right] of pairs) {
          const id = `${left} ${right}`;
          const isFull = known.size === limit;
          if (!known.has(id) && isFull) {
            expect(() => index.numberOf(left, right)).toThrow(TooManyGroupsError);
            continue;
          }
          if (!known.has(id)) known.set(id, known.size);
          const expected = known.get(id) ?? Number.NaN;
          expect(index.numberOf(left, right)).toBe(expected);
          expect([index.leftOf(expected), index.rightOf(expected)]).toEqual([left, right]);
        }
        expect(index.size).toBe(known.size);
      }),
    );
  });
});
