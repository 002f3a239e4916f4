import { type CsvColumn, csvText } from "../../format/csv.js";
import { REPORT_RATES } from "../../rates/rates.js";
import { isJudged } from "../health.js";
import { bySeverityRank, sortedCounts } from "../ranks.js";
import type { ProductQualityReport } from "../report.js";
import type { TestFigures } from "../rows.js";

/**
 * The tests of a report as a table for a spreadsheet: one row each with all its figures, and nothing else. Empty cells are
 * unknown. It holds the tests that the report holds: ask for the report with `limits: reportLimits("csv")` to have all.
 */
export function reportCsv(report: ProductQualityReport): string {
  return [...reportCsvPieces(report)].join("");
}

/** So many tests take some 50 ms to write. */
const TESTS_OF_A_PIECE = 500;

/** The same piece by piece: of a hundred thousand tests, for whom others must not wait. */
export function* reportCsvPieces(report: ProductQualityReport): Generator<string> {
  const columns = [...aboutTests(report), ...COUNTS, ...severities(report), ...RATES];
  const { rows } = report.tests;
  yield csvText(columns, rows.slice(0, TESTS_OF_A_PIECE));
  for (let start = TESTS_OF_A_PIECE; start < rows.length; start += TESTS_OF_A_PIECE) {
    yield csvText(columns, rows.slice(start, start + TESTS_OF_A_PIECE), { header: false });
  }
}

function aboutTests({ scope }: ProductQualityReport): CsvColumn<TestFigures>[] {
  const titles = new Map(scope.products.map(({ id, title }) => [id, title]));
  return [
    { name: "test_id", of: ({ test_id }) => test_id },
    { name: "title", of: ({ title }) => title },
    { name: "product_id", of: ({ product_id }) => product_id },
    { name: "product", of: ({ product_id }) => titles.get(product_id) ?? null },
    { name: "status", of: ({ status }) => status },
    { name: "testing_type", of: ({ testing_type }) => testing_type },
    { name: "start_at", of: ({ start_at }) => start_at },
    { name: "end_at", of: ({ end_at }) => end_at },
    { name: "test_environment", of: ({ test_environment }) => test_environment?.title ?? null },
    { name: "test_environment_url", of: ({ test_environment }) => test_environment?.url ?? null },
  ];
}

const COUNTS: readonly CsvColumn<TestFigures>[] = [
  { name: "bugs", of: ({ bugs }) => bugs?.total ?? null },
  { name: "accepted", of: ({ bugs }) => bugs?.by_status.accepted ?? null },
  { name: "auto_accepted", of: ({ bugs }) => bugs?.by_status.auto_accepted ?? null },
  { name: "rejected", of: ({ bugs }) => bugs?.by_status.rejected ?? null },
  { name: "open", of: ({ bugs }) => bugs?.by_status.open ?? null },
  { name: "other", of: ({ bugs }) => bugs?.by_status.other ?? null },
  { name: "total_accepted", of: ({ bugs }) => bugs?.total_accepted ?? null },
  { name: "reviewed", of: ({ bugs }) => bugs?.reviewed ?? null },
  { name: "known", of: ({ bugs }) => bugs?.known ?? null },
];

/** A column for each severity that any of the tests has, by rank. */
function severities({ tests }: ProductQualityReport): CsvColumn<TestFigures>[] {
  const seen = new Map(tests.rows.flatMap(({ bugs }) => Object.entries(bugs?.by_severity ?? {})));
  return Object.keys(sortedCounts(seen, bySeverityRank)).map((severity) => ({
    name: `severity_${severity}`,
    of: ({ bugs }) => (bugs === null ? null : (bugs.by_severity[severity] ?? 0)),
  }));
}

const RATES: readonly CsvColumn<TestFigures>[] = REPORT_RATES.flatMap((rate) => [
  { name: rate, of: ({ rates }: TestFigures) => rates[rate].value },
  ...(isJudged(rate)
    ? [{ name: rate.replace(/_rate$/, "_health"), of: ({ rates }: TestFigures) => rates[rate].health }]
    : []),
]);
