import { describe, expect, it } from "vitest";
import { getUserSummary, listUsers, type UserListQuery } from "../../src/index.js";
import { bug } from "../support/records.js";
import { fill, freshStore, NOW, product, SYNCED, state, test } from "../support/store.js";

const asked = { now: () => NOW };
const ends = (day: string) => new Date(`${day}T08:00:00.000Z`);

async function people() {
  const store = await freshStore();
  await fill(store, {
    products: [product(1), product(2)],
    tests: [
      test(10, { createdBy: "Anna", submittedBy: "ben", endAt: ends("2026-06-01") }),
      test(11, { createdBy: "Anna", endAt: ends("2026-05-01") }),
      test(20, { productId: 2, createdBy: "ben", endAt: ends("2024-01-01") }),
    ],
    states: [state(1), state(2)],
  });
  await store.write(async (tx) => {
    const bugs = [
      bug(1, 10, { reporter: "zoe" }),
      bug(2, 20, { productId: 2, reporter: "zoe" }),
      bug(3, 20, { productId: 2, reporter: "yan" }),
    ];
    await tx.replaceBugs({ testIds: [10, 11, 20] }, bugs, NOW);
    await tx.upsertUsers(
      [
        { username: "Anna", type: "customer" },
        { username: "ben", type: "customer" },
        { username: "zoe", type: "tester" },
      ],
      SYNCED,
    );
    await tx.upsertUsers([{ username: "yan", type: "tester" }], NOW);
  });
  return store;
}

describe("listUsers", () => {
  it("shows who was active in the last year, and when", async () => {
    const answer = await listUsers(await people(), {}, asked);
    expect(answer.users).toEqual([
      {
        id: 1,
        username: "Anna",
        user_type: "customer",
        first_seen: SYNCED.toISOString(),
        last_activity: "2026-06-01T08:00:00.000Z",
      },
      {
        id: 2,
        username: "ben",
        user_type: "customer",
        first_seen: SYNCED.toISOString(),
        last_activity: "2026-06-01T08:00:00.000Z",
      },
      {
        id: 3,
        username: "zoe",
        user_type: "tester",
        first_seen: SYNCED.toISOString(),
        last_activity: "2026-06-01T08:00:00.000Z",
      },
    ]);
    expect(answer.filters_applied).toEqual({ user_type: null, days: 365, product_id: null });
    expect(answer).toMatchObject({ hint: null, pagination: { total: 3 }, coverage: { complete: true, notes: [] } });
  });

  it("sorts and filters", async () => {
    const store = await people();
    const cases: [UserListQuery, string[]][] = [
      [{ days: null }, ["Anna", "ben", "yan", "zoe"]],
      [{ days: 40, sort_order: "desc" }, ["zoe", "ben", "Anna"]],
      [{ days: 10 }, []],
      [{ user_type: "tester" }, ["zoe"]],
      [{ days: null, sort_by: "user_type" }, ["Anna", "ben", "yan", "zoe"]],
      [{ days: null, sort_by: "last_activity" }, ["yan", "Anna", "ben", "zoe"]],
      [{ days: null, sort_by: "first_seen", sort_order: "desc" }, ["yan", "zoe", "ben", "Anna"]],
      [{ days: null, product_id: 2 }, ["ben", "yan", "zoe"]],
      [{ product_id: 2 }, []],
      [{ product_id: 1, user_type: "customer" }, ["Anna", "ben"]],
      [{ days: null, per_page: 1, page: 3 }, ["yan"]],
    ];
    for (const [query, names] of cases) {
      const answer = await listUsers(store, query, asked);
      expect([query, answer.users.map(({ username }) => username)]).toEqual([query, names]);
    }
  });

  it("counts activity in one product apart from the rest", async () => {
    const store = await people();
    const { users } = await listUsers(store, { product_id: 2, days: null, user_type: "tester" }, asked);
    expect(users.map(({ last_activity }) => last_activity)).toEqual(Array(2).fill("2024-01-01T08:00:00.000Z"));
  });

  it("helps out when nobody matches", async () => {
    const store = await people();
    expect((await listUsers(store, { product_id: 2, user_type: "tester" }, asked)).hint).toBe(
      "No tester was active in product 2 in the last 365 days. Try more days, or fetch the bugs of tests first: people are known from these.",
    );
    const { hint, coverage } = await listUsers(await freshStore(), { days: null }, asked);
    expect(hint).toMatch(/^Nobody was active\./);
    expect(coverage.complete).toBe(false);
  });

  it("refuses what it cannot answer", async () => {
    const store = await people();
    for (const days of [0, -1, 1.5]) {
      await expect(listUsers(store, { days }, asked)).rejects.toMatchObject({ field: "days" });
    }
    await expect(listUsers(store, { product_id: 9 }, asked)).rejects.toThrow(/no product 9/);
    expect((await listUsers(store, { days: Number.MAX_SAFE_INTEGER }, asked)).pagination.total).toBe(4);
  });
});

describe("getUserSummary", () => {
  it("counts what a customer did", async () => {
    expect((await getUserSummary(await people(), 2, asked)).user).toEqual({
      id: 2,
      username: "ben",
      user_type: "customer",
      tests_created_count: 1,
      tests_submitted_count: 1,
      bugs_reported_count: null,
      first_seen: SYNCED.toISOString(),
      last_seen: SYNCED.toISOString(),
      last_activity: "2026-06-01T08:00:00.000Z",
    });
  });

  it("counts what a tester did, and follows what happens upstream", async () => {
    const store = await people();
    const zoe = async () => (await getUserSummary(store, 3, asked)).user;
    expect(await zoe()).toMatchObject({ tests_created_count: null, bugs_reported_count: 2 });
    await store.write((tx) => tx.tombstone("tests", [10], NOW));
    expect(await zoe()).toMatchObject({ bugs_reported_count: 1, last_activity: "2024-01-01T08:00:00.000Z" });
  });

  it("says what its figures lack", async () => {
    const store = await people();
    await fill(store, { tests: [test(12)] });
    const { coverage } = await getUserSummary(store, 3, asked);
    expect(coverage).toMatchObject({ complete: false, never_fetched: 1 });
    await expect(getUserSummary(store, 99, asked)).rejects.toThrow(/no user 99.*list_users/);
  });
});
