import {
  AGGREGATE_DIMENSIONS,
  type AggregateDimension,
  BUG_SEVERITIES,
  BUG_STATUSES,
  REJECTION_REASONS,
  TEST_STATUSES,
  TESTING_TYPES,
} from "@testio/store";
import { refreshWords, withAnswers } from "../answers/answer-session.js";
import { metricsColumns } from "../answers/columns/metrics.js";
import { PERIOD_OPTIONS, periodOf, SORT_ORDERS } from "../answers/list-options.js";
import { metricFiltersOf } from "../answers/metric-filters.js";
import { defineCommand } from "../args/define-command.js";
import { listOption, textOption } from "../args/options.js";
import { FEATURE, PLATFORMS, PRODUCT, TEST, USER, type ValueSource, type Word } from "../args/value-source.js";
import { choiceOf, optional, usualValuesOf, wholeNumberOf } from "../args/values.js";
import { EXIT_CODES } from "../exit-codes.js";
import { checkOutput, OUTPUT_OPTIONS } from "../output/output-options.js";
import { pageInWords } from "../output/page-words.js";

const MOST_ROWS = 1000;
const USUAL_ROWS = 100;
const COMPARISONS = ["previous_period"] as const;

/** Loaded only when somebody asks which there are. */
async function metricWords(): Promise<Word[]> {
  const { getAnalyticsCapabilities } = await import("@testio/insights");
  return getAnalyticsCapabilities().metrics.map(({ key, description }) => [key, description] as const);
}

async function sortWords(): Promise<Word[]> {
  return [...(await metricWords()), ...AGGREGATE_DIMENSIONS];
}

const FILTER_VALUES: Partial<Record<AggregateDimension, ValueSource>> = {
  product: PRODUCT,
  test: TEST,
  feature: FEATURE,
  target_platform: PLATFORMS,
  customer: USER,
  testing_type: TESTING_TYPES,
  test_status: [...TEST_STATUSES, "all"],
  severity: BUG_SEVERITIES,
  bug_status: ["open", ...BUG_STATUSES],
  rejection_reason: [...REJECTION_REASONS, "none"],
  known_bug: ["true", "false"],
  tester: USER,
  found_platform: PLATFORMS,
};

/** `metrics`: counts, rates and averages by up to three dimensions. */
export const metricsCommand = defineCommand({
  name: "metrics",
  summary: "Count tests and bugs, rates and averages included, by up to three dimensions",
  options: {
    metrics: {
      ...listOption(
        "test_count, bug_count, bugs_per_test, rejection_rate, overall_acceptance_rate, review_rate, …: a wrong name lists them all",
        "metric",
      ),
      demandOption: true,
      completes: metricWords,
    },
    dimensions: {
      ...listOption(`Up to 3 of ${AGGREGATE_DIMENSIONS.join(", ")}; none = totals`, "dimension", "group-by"),
      completes: AGGREGATE_DIMENSIONS,
    },
    filter: {
      ...listOption("By any dimension, as in severity=critical,high; may be repeated", "filters"),
      completes: {
        valuesByName: Object.fromEntries(AGGREGATE_DIMENSIONS.map((name) => [name, FILTER_VALUES[name] ?? []])),
      },
    },
    ...PERIOD_OPTIONS,
    compare: {
      ...textOption("previous_period: adds the values of the period before, and the change"),
      completes: COMPARISONS,
    },
    "sort-by": { ...textOption("One of the metrics or dimensions"), completes: sortWords },
    "sort-order": { ...textOption("asc or desc"), completes: SORT_ORDERS },
    limit: textOption(`Rows, 1-${MOST_ROWS}; default ${USUAL_ROWS}`),
    "tests-limit": textOption("Count only so many of the newest tests"),
    ...OUTPUT_OPTIONS,
  },
  examples: [
    ['$0 metrics --metrics bug_count,rejection_rate --dimensions month --filter "product=Web Shop"', "Month by month"],
    [
      '$0 metrics --metrics bug_count --dimensions severity --start-date "last quarter" --compare previous_period',
      "What changed since the quarter before",
    ],
  ],
  async run(args, io) {
    checkOutput(args);
    const query = {
      ...periodOf(args),
      metrics: usualValuesOf(args.metrics) ?? [],
      dimensions: usualValuesOf(args.dimensions),
      filters: optional(args.filter, metricFiltersOf),
      compare: optional(args.compare, (text) => choiceOf("--compare", text, COMPARISONS)),
      sort_by: args["sort-by"],
      sort_order: optional(args["sort-order"], (text) => choiceOf("--sort-order", text, SORT_ORDERS)),
      limit: optional(args.limit, (text) => wholeNumberOf("--limit", text, 1, MOST_ROWS)) ?? USUAL_ROWS,
      tests_limit: optional(args["tests-limit"], (text) => wholeNumberOf("--tests-limit", text, 1)),
    };
    const { answer, columns, words } = await withAnswers(io, args["env-file"], async (session) => {
      const { getAnalyticsCapabilities, queryMetrics } = await import("@testio/insights");
      const found = await queryMetrics(session.store, query, session.options);
      return {
        answer: found,
        columns: metricsColumns(found, getAnalyticsCapabilities()),
        words: refreshWords(session),
      };
    });
    const { total_rows: total } = answer.metadata;
    const rows = answer.data;
    const isCut = rows.length < total;
    const counted = pageInWords({ page: 1, first: 0, rows: rows.length, total, hasMore: false }, "row");
    const { printRows } = await import("../answers/print-rows.js");
    printRows(
      {
        answer,
        columns,
        rows,
        isFull: false,
        whenEmpty: ["Nothing was counted: no test matches. Widen the dates or leave out a --filter."],
        notes: [answer.query_explanation, ...answer.warnings],
        summary: [isCut ? `${counted} (--limit for more)` : counted, ...words],
      },
      args,
      io,
    );
    return EXIT_CODES.done;
  },
});
