import type { ProductSyncSummary, SyncState } from "@testio/store";
import { describe, expect, it } from "vitest";
import { checkCoverage } from "../src/doctor/check-coverage.js";
import { judgeDisk } from "../src/doctor/check-disk.js";
import type { PositionView } from "../src/problematic/read-positions.js";
import { countLeft, retriedPositions } from "../src/problematic/retry-report.js";
import { coverageInWords, coverageOf } from "../src/status/coverage.js";
import { planText } from "../src/sync/plan-text.js";
import { NOW } from "./support/workbench.js";

const STATE: SyncState = {
  productId: 1,
  phase: "NEW_TESTS",
  lastPass: 1,
  completedPass: 1,
  completeSince: null,
  resumePage: null,
  resumePageSize: null,
  resumeSince: null,
  resumeFromPass: null,
  resumeToPass: null,
  succeededAt: NOW,
  fullPassAt: NOW,
  fullPassSince: null,
  failedAt: null,
  failure: null,
};

function product(productId: number, state: Partial<SyncState> | null, problemPositions = 0): ProductSyncSummary {
  const counts = { tests: 1, features: 1, changeableTests: 0, staleTests: 0, testsNeverFetchedBugs: 0 };
  return { productId, title: "Shop", ...counts, problemPositions, state: state && { ...STATE, ...state } };
}

describe("coverage in words", () => {
  it.each([
    [product(1, null), "never synced"],
    [product(1, { completedPass: 0 }), "never synced"],
    [product(1, { completedPass: 0, resumePage: 3 }), "first sync unfinished"],
    [product(1, {}), "complete back to the oldest"],
    [product(1, { completeSince: new Date("2026-01-03T05:00:00Z") }), "complete back to 2026-01-03"],
    [product(1, { resumePage: 3 }), "complete back to the oldest, last sync unfinished"],
    [product(1, {}, 2), "complete back to the oldest, gap: 2 positions"],
    [product(1, { completedPass: 0, resumePage: 3 }, 1), "first sync unfinished, gap: 1 position"],
  ])("%#: %s", (summary, words) => {
    expect(coverageInWords(coverageOf(summary))).toBe(words);
  });
});

describe("the doctor's judgement of coverage", () => {
  const messages = (products: ProductSyncSummary[], lastCompletedAt: Date | null = NOW) =>
    checkCoverage(products, lastCompletedAt, NOW).map(({ state, message }) => `${state}: ${message}`);

  it("is good when nothing is missing", () => {
    expect(messages([product(1, {})])).toEqual(["ok: The tests of all 1 product are complete."]);
  });

  it("names what is missing, and what to do", () => {
    expect(messages([])).toEqual(["hint: Nothing was synced yet. Run testio-mcp sync."]);
    expect(
      messages([product(1, null), product(2, { resumePage: 3 }), product(3, { failure: "It broke." }, 1)]),
    ).toEqual([
      "wrong: Product 3 failed: It broke.",
      "hint: Never synced: product 1. Run testio-mcp sync.",
      "hint: Unfinished: product 2. Run testio-mcp sync to go on.",
      "hint: 1 list position cannot be read. See testio-mcp problematic list.",
    ]);
    expect(messages(Array.from({ length: 8 }, (_, index) => product(index + 1, null)))).toEqual([
      "hint: Never synced: products 1, 2, 3, 4, 5 and 3 more. Run testio-mcp sync.",
    ]);
  });

  it("knows data that is old", () => {
    expect(messages([product(1, {})], new Date(NOW.getTime() - 3 * 86_400_000))).toEqual([
      "hint: The last complete sync ended 2026-06-27 12:00 UTC (3 days ago). Run testio-mcp sync, or serve.",
    ]);
    expect(messages([product(1, {})], null)).toEqual(["ok: The tests of all 1 product are complete."]);
  });
});

describe("the doctor's judgement of the disk", () => {
  it.each([
    [500e6, 0, "ok", "500.0 MB free at /data."],
    [499e6, 0, "hint", "Only 499.0 MB free at /data. Free 1.0 MB, or set TESTIO_DB_PATH to a larger disk."],
    [1e9, 600e6, "hint", "Only 1.0 GB free at /data. Free 200.0 MB, or set TESTIO_DB_PATH to a larger disk."],
  ])("%d bytes free for a database of %d: %s", (free, size, state, message) => {
    expect(judgeDisk("/data", free, size)).toEqual({ name: "disk", state, message });
  });
});

describe("what became of positions", () => {
  const position = (eventId: number, mappedTests: PositionView["mappedTests"] = []): PositionView => ({
    eventId,
    productId: 1,
    productTitle: "Shop",
    position: eventId,
    pageSize: 1,
    attempts: 1,
    mode: "default",
    firstSeenAt: NOW,
    lastSeenAt: NOW,
    before: null,
    after: null,
    mappedTests,
  });

  it("is told for each one, those found just now included", () => {
    const after = [
      position(2),
      position(3, [{ id: 7, stored: true }]),
      position(4, [{ id: 8, stored: false }]),
      position(5),
    ];
    const retried = retriedPositions(
      [1, 2, 3, 4].map((id) => position(id)),
      after,
    );
    expect(retried.map(({ eventId, outcome }) => [eventId, outcome])).toEqual([
      [1, "answered"],
      [2, "unreadable"],
      [3, "read_by_id"],
      [4, "unreadable"],
      [5, "new"],
    ]);
    expect(countLeft(retried)).toBe(3);
  });
});

describe("the text of a plan", () => {
  it("is a table with a total, what is deleted first, and notes", () => {
    const text = planText({
      mode: "nuke",
      phases: ["PRODUCTS", "NEW_TESTS"],
      products: [
        { productId: 598, title: "Shop", lastSyncedAt: NOW, actions: ["full read", "features"], requests: 1200 },
        { productId: 1024, title: "App", lastSyncedAt: null, actions: [], requests: 1 },
      ],
      requests: 1202,
      seconds: 95,
      deletes: { products: 2, tests: 10, bugs: 0, features: 3, users: 0 },
      notes: ["What TestIO lists today is not known."],
    });
    expect(text).toBe(
      [
        "Product  Requests  Last sync         Would be done        Title",
        "    598     1,200  2026-06-30 12:00  full read, features  Shop",
        "   1024         1  never             nothing              App",
        "",
        "Would be deleted first: 2 products, 10 tests, 0 bugs, 3 features.",
        "In all: 2 products, about 1,202 requests and 2 min (PRODUCTS, NEW_TESTS).",
        "What TestIO lists today is not known.",
        "Nothing was changed: this was a dry run.",
      ].join("\n"),
    );
  });
});
