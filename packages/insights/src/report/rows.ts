import type { ProductSyncStatus, ReportedTest } from "@testio/store";
import { isoOrNull } from "../format/dates.js";
import type { TestEnvironment } from "../lists/list-tests.js";
import type { Evidence } from "./evidence.js";
import type { BugRow, TestRow } from "./fact-rows.js";
import { areBugsKnown, type BugFigures, bugFigures, sumTests } from "./figures.js";
import type { Health, ReportThresholds } from "./health.js";
import { type JudgedRatios, judgeRates, overallHealth } from "./reported-rates.js";

export interface ProductFigures {
  product_id: number;
  title: string;
  tests: number;
  tests_without_bug_data: number;
  /** Null = the bugs of none of its tests were ever fetched. */
  bugs: BugFigures | null;
  rates: JudgedRatios;
  /** The gravest of its judged rates. */
  health: Health;
}

export interface TestFigures {
  test_id: number;
  product_id: number;
  title: string;
  status: string;
  testing_type: string | null;
  start_at: string | null;
  end_at: string | null;
  test_environment: TestEnvironment | null;
  /** Null = its bugs were never fetched. */
  bugs: BugFigures | null;
  rates: JudgedRatios;
}

const SEVERITY_OF_FEATURE_ROWS = 2;
const SEVERITY_OF_TEST_ROWS = 1;

/** The products in the order asked, each over the same tests as the whole report. */
export function productFigures(
  products: readonly ProductSyncStatus[],
  { tests, bugsByFeature }: Pick<Evidence, "tests" | "bugsByFeature">,
  thresholds: ReportThresholds,
): ProductFigures[] {
  const testsOf = groupById(tests);
  const bugsOf = groupById(bugsByFeature);
  return products.map(({ id, title }) => {
    const { tests: amount, withoutBugData } = sumTests(testsOf.get(id) ?? []);
    const bugs = bugsOf.get(id) ?? [];
    const rates = judgeRates(bugs, thresholds);
    return {
      product_id: id,
      title,
      tests: amount,
      tests_without_bug_data: withoutBugData,
      bugs: areBugsKnown(amount, withoutBugData) ? bugFigures(bugs, SEVERITY_OF_FEATURE_ROWS) : null,
      rates,
      health: overallHealth(rates),
    };
  });
}

export function testFigures(
  tests: readonly ReportedTest[],
  bugsByTest: readonly BugRow[],
  thresholds: ReportThresholds,
): TestFigures[] {
  const bugsOf = groupById(bugsByTest);
  return tests.map((test) => {
    const bugs = bugsOf.get(test.id) ?? [];
    return {
      test_id: test.id,
      product_id: test.productId,
      title: test.title,
      status: test.status,
      testing_type: test.testingType,
      start_at: isoOrNull(test.startAt),
      end_at: isoOrNull(test.endAt),
      test_environment: test.environment,
      bugs: test.bugsSyncedAt === null ? null : bugFigures(bugs, SEVERITY_OF_TEST_ROWS),
      rates: judgeRates(bugs, thresholds),
    };
  });
}

/** Rows by the id of their first dimension. */
function groupById<Row extends BugRow | TestRow>(rows: readonly Row[]): Map<number, Row[]> {
  const groups = new Map<number, Row[]>();
  for (const row of rows) {
    const id = row.keys[0]?.id ?? null;
    if (id === null) continue;
    const group = groups.get(id);
    if (group) group.push(row);
    else groups.set(id, [row]);
  }
  return groups;
}
