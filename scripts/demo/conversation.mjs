// @ts-check
import { styleText } from "node:util";

/** @import { Client } from "@modelcontextprotocol/sdk/client/index.js" */
/** @import { BugList, DatabaseStats, ProductList, ProductQualityReport, Ratio, SearchAnswer, TestList, Trust } from "@testio/insights" */

/** @typedef {{ name: string, arguments: Record<string, unknown> }} Call */
/** @typedef {Trust & { data: { product: string, product_id: number, rejection_rate: Ratio }[] }} RejectionByProduct */
/** @typedef {Trust & { data: { month: string, rejection_rate: Ratio }[] }} RejectionByMonth */
/** @typedef {{ status: string, tests_discovered: number, requests: number, duration_seconds: number }} SyncOutcome */

/**
 * Asks one question by calling one tool, and prints both with the time the answer took.
 * @template Answer
 * @param {Client} client
 * @param {string} question
 * @param {Call} call
 * @param {(answer: Answer) => string[]} present
 * @returns {Promise<Answer>}
 */
async function ask(client, question, call, present) {
  const started = performance.now();
  const result = await client.callTool(call);
  const ms = performance.now() - started;
  if (result.isError) throw new Error(`${call.name} failed: ${JSON.stringify(result.content)}`);
  const answer = /** @type {Answer} */ (result.structuredContent);
  console.log(`\n${styleText("cyan", `? ${question}`)}`);
  for (const line of present(answer)) console.log(`  ${line}`);
  const asked = Object.keys(call.arguments).length === 0 ? "" : ` ${JSON.stringify(call.arguments)}`;
  console.log(styleText("dim", `  ${call.name}${asked} · ${Math.round(ms)} ms`));
  return answer;
}

/** @param {string | null} text */
const shorten = (text, most = 60) => ((text ?? "").length > most ? `${text?.slice(0, most - 1)}…` : (text ?? ""));
/** @param {string | null} moment */
const day = (moment) => moment?.slice(0, 10) ?? "no date";
/** @param {Ratio} rate */
const share = ({ value, numerator, denominator }) =>
  `${value === null ? "unknown" : `${(100 * value).toFixed(1)} %`} (${numerator} of ${denominator})`;
/** What is not known, where something is. @param {Trust} answer */
const missing = ({ coverage }) => coverage.notes.map((note) => `Not known: ${note}`);

/**
 * The questions of a customer success manager, each answered by the tool that an assistant would call.
 * @param {Client} client
 */
export async function conversation(client) {
  await aboutProducts(client);
  const product = await aboutRejections(client);
  await aboutTests(client, product);
  await aboutBugs(client, product);
  await aboutQuality(client, product);
  await aboutTheData(client);
}

/** @param {Client} client */
async function aboutProducts(client) {
  await ask(
    client,
    "Which products do we test?",
    { name: "list_products", arguments: {} },
    (/** @type {ProductList} */ { products }) =>
      products.map(
        (p) =>
          `${p.name}: ${p.test_count} tests, ${p.tests_last_30_days} of the last 30 days, ${p.feature_count} features`,
      ),
  );
}

/** @param {Client} client */
async function aboutRejections(client) {
  const { data } = await ask(
    client,
    "Of which product are most bugs rejected?",
    {
      name: "query_metrics",
      arguments: { metrics: "rejection_rate", dimensions: "product", start_date: "last 90 days" },
    },
    (/** @type {RejectionByProduct} */ answer) => [
      ...answer.data.map((row) => `${row.product}: ${share(row.rejection_rate)}`),
      ...missing(answer),
    ],
  );
  const [most] = data;
  if (most === undefined) throw new Error("The demo has no products.");
  await ask(
    client,
    `And which share was rejected per month for ${most.product}?`,
    {
      name: "query_metrics",
      arguments: {
        metrics: "rejection_rate",
        dimensions: "month",
        filters: { product: most.product_id },
        start_date: "last 6 months",
      },
    },
    (/** @type {RejectionByMonth} */ answer) => [
      ...answer.data.map((row) => `${row.month}: ${share(row.rejection_rate)}`),
      ...missing(answer),
    ],
  );
  return { id: most.product_id, name: most.product };
}

/** @param {Client} client @param {{ id: number, name: string }} product */
async function aboutTests(client, product) {
  await ask(
    client,
    "Which of its tests ended last?",
    { name: "list_tests", arguments: { product_id: product.id, statuses: ["locked", "archived"], per_page: 3 } },
    (/** @type {TestList} */ { tests, pagination }) => [
      `${pagination.total} tests are locked or archived; the latest three:`,
      ...tests.map((test) => `${day(test.ends_at)}  ${test.status.padEnd(8)}  ${shorten(test.title)}`),
    ],
  );
}

/** @param {Client} client @param {{ id: number, name: string }} product */
async function aboutBugs(client, product) {
  await ask(
    client,
    "Which of its critical bugs wait for us?",
    {
      name: "list_bugs",
      arguments: { product_ids: product.id, severity: "critical", status: "open", per_page: 3 },
    },
    (/** @type {BugList} */ { bugs, pagination, ...answer }) => [
      `${pagination.total} critical bugs are open; the latest three:`,
      ...bugs.map((bug) => `${day(bug.reported_at)}  bug ${bug.id}  ${shorten(bug.title)}`),
      ...missing(answer),
    ],
  );
  await ask(
    client,
    "Where does anybody mention the login?",
    { name: "search", arguments: { query: "login", per_page: 3 } },
    (/** @type {SearchAnswer} */ answer) => [
      `${answer.pagination.total ?? "Very many"} records, the best:`,
      ...answer.results.flatMap((found) => [
        `${found.entity_type} ${found.entity_id}  ${shorten(found.title)}`,
        styleText("dim", `    ${shorten(found.snippet, 100)}`),
      ]),
      ...missing(answer),
    ],
  );
}

/** @param {Client} client @param {{ id: number, name: string }} product */
async function aboutQuality(client, product) {
  await ask(
    client,
    `I meet the people of ${product.name} tomorrow. How was the last quarter?`,
    { name: "get_product_quality_report", arguments: { product_ids: product.id, start_date: "last quarter" } },
    (/** @type {ProductQualityReport} */ { headline, rates, next_steps, ...answer }) => [
      headline.text,
      `Accepted: ${share(rates.overall_acceptance_rate)}, by the clock: ${share(rates.auto_acceptance_rate)}`,
      `Rejected: ${share(rates.rejection_rate)}; decided by a person: ${share(rates.review_rate)}`,
      "Next steps:",
      ...next_steps.slice(0, 3).map((step) => `- ${step.finding}\n    ${step.action}`),
      ...missing(answer),
    ],
  );
}

/** @param {Client} client */
async function aboutTheData(client) {
  await ask(
    client,
    "Has anything come in since?",
    { name: "sync_data", arguments: {} },
    (/** @type {SyncOutcome} */ sync) => [
      `${sync.status}: ${sync.tests_discovered} new tests, ${sync.requests} requests, ${sync.duration_seconds} s`,
    ],
  );
  await ask(
    client,
    "How much do you know, and how fresh is it?",
    { name: "get_database_stats", arguments: {} },
    (/** @type {DatabaseStats} */ stats) => [
      `${stats.total_products} products, ${stats.total_tests} tests, ${stats.total_bugs} bugs, ${stats.total_features} features; last sync ${stats.last_sync_at}`,
      ...missing(stats),
    ],
  );
}
