import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { BugWrite, Store, StoreWriter, TestWrite } from "../src/index.js";
import { bug, feature, later, listing, product, test } from "./support/fixtures.js";
import { makeOldDatabase } from "./support/old-database.js";
import { openRaw, openTestStore } from "./support/stores.js";

const PRODUCTS = [1, 2];
const NAMES = ["ann", "bob"];
const SEVERITIES = ["high", "low"];

const names = fc.option(fc.constantFrom(...NAMES));
const ids = (max: number) => fc.uniqueArray(fc.integer({ min: 1, max }), { minLength: 1, maxLength: 3 });

const aTest: fc.Arbitrary<TestWrite> = fc
  .record({
    id: fc.integer({ min: 1, max: 4 }),
    productId: fc.constantFrom(...PRODUCTS),
    endAt: fc.option(fc.integer({ min: 0, max: 9 }).map(later)),
    createdBy: names,
    submittedBy: names,
    // Two test features may be of one feature, and some are of none.
    features: fc.uniqueArray(fc.record({ id: fc.integer({ min: 1, max: 4 }), of: fc.constantFrom(7, 8, null) }), {
      selector: ({ id }) => id,
      maxLength: 3,
    }),
  })
  .map(({ features, ...fields }) => ({
    ...test(fields.id, fields),
    features: features.map(({ id, of }) => ({
      id,
      featureId: of,
      title: "Basket",
      description: null,
      howtofind: null,
      userStories: [],
      enableDefault: null,
      enableContent: null,
      enableVisual: null,
    })),
  }));

const aBug: fc.Arbitrary<BugWrite> = fc
  .record({
    id: fc.integer({ min: 1, max: 6 }),
    testId: fc.integer({ min: 1, max: 5 }),
    productId: fc.constantFrom(...PRODUCTS),
    testFeatureId: fc.option(fc.integer({ min: 1, max: 4 })),
    reporter: names,
    severity: fc.constantFrom(...SEVERITIES),
    status: fc.constantFrom("accepted", "rejected"),
    autoAccepted: fc.boolean(),
  })
  .map((fields) => bug(fields.id, fields));

type Change = (tx: StoreWriter) => Promise<unknown>;

const aChange: fc.Arbitrary<Change> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.array(aTest, { maxLength: 3 }).map((tests) => (tx: StoreWriter) => tx.upsertTests(tests, listing())),
  },
  {
    weight: 4,
    arbitrary: fc.array(aBug, { maxLength: 4 }).map((bugs) => (tx: StoreWriter) => tx.upsertBugs(bugs, later(1))),
  },
  fc.tuple(ids(5), fc.array(aBug, { maxLength: 2 })).map(
    ([testIds, bugs]) =>
      (tx: StoreWriter) =>
        tx.replaceBugs({ testIds }, bugs, later(1)),
  ),
  fc.tuple(fc.constantFrom("tests" as const, "bugs" as const, "features" as const), ids(8)).map(
    ([entity, gone]) =>
      (tx: StoreWriter) =>
        tx.tombstone(entity, gone, later(2)),
  ),
  fc.tuple(fc.constantFrom(...PRODUCTS), fc.subarray([7, 8])).map(
    ([productId, features]) =>
      (tx: StoreWriter) =>
        tx.replaceFeatures(
          productId,
          features.map((id) => feature(id, { productId })),
          later(1),
        ),
  ),
  fc.constantFrom("tester" as const, "customer" as const).map(
    (type) => (tx: StoreWriter) =>
      tx.upsertUsers(
        NAMES.map((username) => ({ username, type })),
        later(1),
      ),
  ),
  fc.constantFrom([1], [2]).map((gone) => (tx: StoreWriter) => tx.wipe(gone)),
);

interface Stored {
  tests: {
    id: number;
    product_id: number;
    end_at: string | null;
    created_by: string | null;
    submitted_by: string | null;
  }[];
  bugs: {
    id: number;
    test_id: number;
    product_id: number;
    test_feature_id: number | null;
    reporter: string | null;
    severity: string;
    status: string;
    auto_accepted: number;
  }[];
  named: { test_id: number; id: number; feature_id: number | null }[];
  features: { id: number; product_id: number }[];
}

const shownStatus = ({ status, auto_accepted }: Stored["bugs"][number]) =>
  auto_accepted === 1 && status === "accepted" ? "auto_accepted" : status;

/** What is stored and living, reckoned over in plain loops. */
function reckoning(path: string) {
  const raw = openRaw(path);
  const living = <Row>(table: string) =>
    raw.prepare<unknown[], Row>(`SELECT * FROM ${table} WHERE deleted_at IS NULL`).all();
  const tests = living<Stored["tests"][number]>("tests");
  const features = living<Stored["features"][number]>("features");
  const ofLivingTest = ({ test_id }: { test_id: number }) => tests.some(({ id }) => id === test_id);
  const bugs = living<Stored["bugs"][number]>("bugs").filter(ofLivingTest);
  const named = raw
    .prepare<unknown[], Stored["named"][number]>("SELECT * FROM test_features")
    .all()
    .filter(ofLivingTest);
  raw.close();
  const endOf = (testId: number) => tests.find(({ id }) => id === testId)?.end_at ?? null;
  return {
    bugs: bugs.map(({ id }) => id).sort(),
    bugsOfProduct: (productId: number) => bugs.filter((it) => it.product_id === productId).length,
    bugsWith: (status: string, severity: string) =>
      bugs.filter((it) => it.severity === severity && shownStatus(it) === status).length,
    bugsOfTester: (name: string) => bugs.filter((it) => it.reporter === name).length,
    testsOfFeature: (featureId: number) =>
      new Set(named.filter((it) => it.feature_id === featureId).map(({ test_id }) => test_id)).size,
    bugsOfFeature: (featureId: number) =>
      bugs.filter((it) =>
        named.some((n) => n.feature_id === featureId && n.test_id === it.test_id && n.id === it.test_feature_id),
      ).length,
    testsOfProduct: (productId: number) => tests.filter((it) => it.product_id === productId).length,
    featuresOfProduct: (productId: number) => features.filter((it) => it.product_id === productId).length,
    lastActivity: (type: string, name: string) => {
      const ends =
        type === "tester"
          ? bugs.filter((it) => it.reporter === name).map((it) => endOf(it.test_id))
          : tests.filter((it) => it.created_by === name || it.submitted_by === name).map((it) => it.end_at);
      return (
        ends
          .filter((end) => end !== null)
          .sort()
          .at(-1) ?? null
      );
    },
  };
}

async function shown(store: Store) {
  const [a, b] = await Promise.all([store.getFeature(7), store.getFeature(8)]);
  const { rows: products } = await store.listProducts({ limit: 9, offset: 0, now: later(0), includeDeleted: true });
  const { rows: users } = await store.listUsers({ limit: 9, offset: 0 });
  return { features: [a, b].filter((it) => it !== null), products, users };
}

describe("the figures kept by triggers", () => {
  it("are what a count of everything comes to, after any history", async () => {
    const store = await openTestStore();
    await fc.assert(
      fc.asyncProperty(fc.array(aChange, { minLength: 1, maxLength: 12 }), async (history) => {
        await store.write((tx) =>
          tx.upsertProducts(
            PRODUCTS.map((id) => product(id)),
            later(0),
          ),
        );
        for (const change of history) await store.write(change);
        const { features, products, users } = await shown(store);
        const expected = reckoning(store.path);
        const { rows: bugs, total } = await store.listBugs({ limit: 99, offset: 0 });
        expect(bugs.map(({ id }) => id).sort()).toEqual(expected.bugs);
        expect([total, (await store.stats()).bugs]).toEqual([bugs.length, bugs.length]);
        for (const id of PRODUCTS) {
          expect((await store.productFigures(id)).bugCount).toBe(expected.bugsOfProduct(id));
          expect((await store.listBugs({ productIds: [id], limit: 1, offset: 0 })).total).toBe(
            expected.bugsOfProduct(id),
          );
        }
        for (const status of ["accepted", "auto_accepted", "rejected"]) {
          for (const severity of SEVERITIES) {
            const page = await store.listBugs({ statuses: [status], severities: [severity], limit: 1, offset: 0 });
            expect([status, severity, page.total]).toEqual([status, severity, expected.bugsWith(status, severity)]);
          }
        }
        for (const { id, testCount, bugCount } of features) {
          expect([id, testCount, bugCount]).toEqual([id, expected.testsOfFeature(id), expected.bugsOfFeature(id)]);
        }
        for (const { id, testCount, featureCount } of products) {
          expect([id, testCount, featureCount]).toEqual([
            id,
            expected.testsOfProduct(id),
            expected.featuresOfProduct(id),
          ]);
        }
        for (const { id, userType, username, lastActivityAt } of users) {
          const reported = userType === "tester" ? expected.bugsOfTester(username) : null;
          expect((await store.getUser(id))?.bugsReported).toBe(reported);
          const latest = expected.lastActivity(userType, username);
          expect([userType, username, lastActivityAt]).toEqual([userType, username, latest && new Date(latest)]);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("are reckoned for what an older version has stored", async () => {
    const path = await makeOldDatabase();
    const old = openRaw(path);
    old.exec(`
      DELETE FROM test_features; DELETE FROM bugs; DELETE FROM features; DELETE FROM users;
      UPDATE tests SET created_by = 'bob' WHERE id = 2;
      INSERT INTO features (customer_id, id, product_id, title, user_stories, section_ids, data, content_hash, synced_at)
      SELECT 1, id, 1, 'Basket', '[]', '[]', '{}', 'x', synced_at FROM (SELECT 7 AS id UNION ALL SELECT 8), (SELECT synced_at FROM tests LIMIT 1);
      INSERT INTO test_features (customer_id, test_id, id, feature_id, position, title, user_stories)
      VALUES (1, 1, 100, 7, 0, 'Basket', '[]'), (1, 2, 200, 7, 0, 'Basket', '[]'), (1, 2, 201, NULL, 1, 'Other', '[]');
      INSERT INTO bugs (customer_id, id, test_id, product_id, test_feature_id, title, severity, status, auto_accepted, known, reporter, data, content_hash, parts_hash, synced_at)
      SELECT 1, id, 1, 1, 100, 'Bug', 'low', 'accepted', 0, 0, 'ann', '{}', 'x', 'x', synced_at FROM tests;
      INSERT INTO users (customer_id, id, username, user_type, first_seen_at, last_seen_at)
      SELECT 1, id, iif(id = 1, 'ann', 'bob'), iif(id = 1, 'tester', 'customer'), synced_at, synced_at FROM tests;
    `);
    old.close();
    const store = await openTestStore({ path });
    const { features, products, users } = await shown(store);
    expect(features).toMatchObject([
      { id: 7, testCount: 2, bugCount: 2 },
      { id: 8, testCount: 0, bugCount: 0 },
    ]);
    expect(products).toMatchObject([{ id: 1, testCount: 2, featureCount: 2 }]);
    expect(users).toMatchObject([
      { username: "ann", lastActivityAt: later(0) },
      { username: "bob", lastActivityAt: later(0) },
    ]);
    expect((await store.listBugs({ limit: 1, offset: 0 })).total).toBe(2);
    expect((await store.listBugs({ statuses: ["rejected"], limit: 1, offset: 0 })).total).toBe(0);
  });

  it("are gone with everything else", async () => {
    const store = await openTestStore();
    await store.write(async (tx) => {
      await tx.upsertProducts([product(1)], later(0));
      await tx.replaceFeatures(1, [feature(10)], later(0));
      await tx.upsertTests([test(1)], listing());
      await tx.wipe(null);
    });
    const raw = openRaw(store.path);
    for (const table of ["product_counts", "bug_counts", "feature_counts"]) {
      expect(raw.prepare(`SELECT count(*) FROM ${table}`).pluck().get()).toBe(0);
    }
  });
});
