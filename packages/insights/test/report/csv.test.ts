import { parse } from "csv-parse/sync";
import { expect, it } from "vitest";
import { reportCsv } from "../../src/csv.js";
import { getProductQualityReport, reportLimits, reportText } from "../../src/index.js";
import { hostileReport } from "../support/hostile-report.js";
import { bug } from "../support/records.js";
import { fill, freshStore, NOW, product, SYNCED, state, test } from "../support/store.js";
import { DEFAULT_NOW, makeWorld } from "./world.js";

const rowsOf = (csv: string): Record<string, string>[] => parse(csv, { columns: true });

it("has a row for every test with all its figures, and nothing for what is unknown", async () => {
  const store = await freshStore();
  const environment = { id: 5, title: "Staging", url: "https://staging.example" };
  await fill(store, {
    products: [product(1, { title: "Shop, web" })],
    tests: [test(1, { environment }), test(2, { title: "Later", endAt: null })],
    states: [state(1)],
  });
  const bugs = [
    bug(1, 1, { severity: "critical" }),
    bug(2, 1, { status: "rejected", severity: "low" }),
    bug(3, 1, { status: "accepted" }),
    bug(4, 1, { status: "accepted", autoAccepted: true, known: true }),
  ];
  await store.write((tx) => tx.replaceBugs({ testIds: [1] }, bugs, SYNCED));
  const report = await getProductQualityReport(store, { product_ids: [1] }, { now: () => NOW });
  const csv = reportCsv(report);
  const [one, two] = rowsOf(csv).toSorted((a, b) => Number(a.test_id) - Number(b.test_id));
  expect(one).toEqual({
    test_id: "1",
    title: "Test 1",
    product_id: "1",
    product: "Shop, web",
    status: "locked",
    testing_type: "focused",
    start_at: "2026-06-01T08:00:00.000Z",
    end_at: "2026-06-03T08:00:00.000Z",
    test_environment: "Staging",
    test_environment_url: "https://staging.example",
    bugs: "4",
    accepted: "1",
    auto_accepted: "1",
    rejected: "1",
    open: "1",
    other: "0",
    total_accepted: "2",
    reviewed: "2",
    known: "1",
    severity_critical: "1",
    severity_high: "2",
    severity_low: "1",
    overall_acceptance_rate: "0.5",
    active_acceptance_rate: "0.25",
    auto_acceptance_rate: "0.5",
    auto_acceptance_health: "critical",
    rejection_rate: "0.25",
    rejection_health: "warning",
    review_rate: "0.5",
    review_health: "critical",
  });
  expect(two).toMatchObject({ title: "Later", end_at: "", bugs: "", severity_high: "", rejection_rate: "" });
  expect(two).toMatchObject({ rejection_health: "unknown", test_environment: "" });
  expect(csv.endsWith("\r\n")).toBe(true);
});

it("has all tests, however many an answer holds", async () => {
  const { simulator, store, sync } = await makeWorld({ products: 1, testsPerProduct: 130, bugsPerTest: 1 });
  await sync();
  const query = { product_ids: simulator.truth.productIds(), statuses: "all" };
  const now = () => DEFAULT_NOW;
  const answer = await getProductQualityReport(store, query, { now });
  const report = await getProductQualityReport(store, query, { now, limits: reportLimits("csv") });
  const ids = rowsOf(reportCsv(report)).map(({ test_id }) => Number(test_id));
  expect(ids.toSorted((a, b) => a - b)).toEqual(simulator.truth.testIds().toSorted((a, b) => a - b));
  expect(answer.tests.rows.length).toBeLessThan(ids.length);
  expect(reportLimits("html").tests).toBeGreaterThan(100);
  expect(reportLimits("json")).toEqual({});
});

it("is one table, however many pieces it is written in", async () => {
  const { simulator, store, sync } = await makeWorld({ products: 1, testsPerProduct: 1, bugsPerTest: 1 });
  await sync();
  const query = { product_ids: simulator.truth.productIds(), statuses: "all" };
  const report = await getProductQualityReport(store, query, { now: () => DEFAULT_NOW });
  const [row] = report.tests.rows;
  if (row === undefined) throw new Error("The report has no test.");
  const rows = Array.from({ length: 1201 }, (_, place) => ({ ...row, test_id: place }));
  const large = { ...report, tests: { total: rows.length, left_out: 0, rows } };
  const csv = await reportText(large, "csv");
  expect(csv).toBe(reportCsv(large));
  expect(rowsOf(csv).map(({ test_id }) => Number(test_id))).toEqual(rows.map(({ test_id }) => test_id));
});

it("holds nothing that a spreadsheet would run, and keeps every row whole", async () => {
  const texts = ["=1+1", "+1", "-1", "@x", "\tx", "a\r\nb", 'say "hi"', "a,b;c", "\u001b[31m=1"];
  const csv = reportCsv(await hostileReport(texts));
  const rows = rowsOf(csv);
  expect(rows).toHaveLength(texts.length);
  for (const row of rows) {
    for (const cell of Object.values(row)) expect(cell).not.toMatch(/^[=+\-@\t\r]|(?![\r\n\t])\p{Cc}/u);
    for (const name of Object.keys(row)) expect(name).not.toMatch(/^[=+\-@\t\r]/);
  }
  expect(rows.map(({ title }) => title)).toEqual(expect.arrayContaining(["'=1+1", 'say "hi"', "a,b;c", "a\r\nb"]));
});
