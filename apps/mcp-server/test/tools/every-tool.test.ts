import * as insights from "@testio/insights";
import { countTokens } from "gpt-tokenizer/encoding/o200k_base";
import { describe, expect, it } from "vitest";
import { DETAILS, METRIC_NAMES, REPORT_FORMATS, SEARCH_MODES } from "../../src/input/vocabulary.js";
import { MAX_ANSWER_TOKENS } from "../../src/output/bound-answer.js";
import { HIDDEN_TOOLS, TOOL_NAMES } from "../../src/tools/registry.js";
import { connect, type Session } from "../support/in-process.js";
import { settingsFor, simulator } from "../support/settings.js";
import { idsOf, validCalls } from "../support/world.js";

const NOW = new Date("2026-06-30T12:00:00Z");
const NOBODY = { product: 999, test: 999, bug: 999, feature: 999, user: 999 };

/** Calls every tool in every form, and gives what each answered. Each answer is checked against its whole schema. */
async function callAll(call: Session["call"], calls: ReturnType<typeof validCalls>) {
  const answers = [];
  for (const [name, variants] of Object.entries(calls)) {
    for (const args of variants) answers.push({ name, args, ...(await call(name, args)) });
  }
  return answers;
}

describe("every tool", () => {
  it("is called here", () => {
    expect(Object.keys(validCalls(NOBODY))).toEqual([...TOOL_NAMES, ...HIDDEN_TOOLS.map(({ tool }) => tool.name)]);
  });

  it("offers what @testio/insights can do, which is loaded too late to be asked", () => {
    expect(METRIC_NAMES).toEqual(insights.METRICS);
    expect(SEARCH_MODES).toEqual(insights.SEARCH_MODES);
    expect(DETAILS).toEqual(insights.LIST_DETAILS);
    expect(REPORT_FORMATS).toEqual(insights.REPORT_FORMATS);
  });

  it("answers on an empty database, or says what is missing", async () => {
    const { call, log } = await connect(await settingsFor(null), () => NOW);
    for (const { name, args, isError, text, data } of await callAll(call, validCalls(NOBODY))) {
      if (isError)
        expect(text, name).toMatch(
          /There is no (product|test|bug|feature|user) 999|1 product \(999\)|TESTIO_CUSTOMER_API_TOKEN/,
        );
      else if ("coverage" in data && args.tests_limit === undefined) {
        expect(data.coverage, name).toMatchObject({ complete: false });
      }
    }
    // A wrong question is nothing for the operator; that no token is set is.
    const failures = log()
      .split("\n")
      .filter((line) => line.includes("Tool call failed"));
    expect(failures.filter((line) => !line.includes("MissingTokenError"))).toEqual([]);
  });

  it("answers on a small database with everything odd in it", async () => {
    const api = await simulator({ products: 3, testsPerProduct: 12, quirks: true });
    const { call } = await connect(await settingsFor(api, { TESTIO_SYNC_BUGS: "true" }), () => NOW);
    await call("sync_data", { since: "all" });
    const answers = await callAll(call, validCalls(await idsOf(api, call)));
    expect(answers.filter(({ isError }) => isError).map(({ name, args, text }) => ({ name, args, text }))).toEqual([]);
    for (const { name, text } of answers) expect(countTokens(text), name).toBeLessThanOrEqual(MAX_ANSWER_TOKENS);
  });

  it("answers within its limit whatever people write", async () => {
    const api = await simulator({ products: 1, testsPerProduct: 15, bugsPerTest: 6 });
    const [product = 0] = api.truth.productIds();
    const texts = [
      "請求書の確認画面が表示されません。",
      "👩‍👩‍👧‍👦🔥",
      "3f2b8c1e-9d4a-4c7b-a1d0 ",
      '"\\\n\u0007',
      "Zażółć gęślą jaźń ",
    ];
    for (const [index, id] of api.truth.testIds().entries()) {
      const long = (texts[index % texts.length] ?? "").repeat(200);
      api.world.updateTest(id, {
        title: long.slice(0, 500),
        goal_text: long,
        instructions_text: long,
        out_of_scope_text: long,
      });
      for (const bug of api.truth.bugIds(id)) {
        api.world.updateBug(bug, {
          title: long.slice(0, 500),
          steps: [long, long],
          actual_result: long,
          expected_result: long,
        });
      }
    }
    const { call } = await connect(await settingsFor(api, { TESTIO_SYNC_BUGS: "true" }), () => NOW);
    await call("sync_data");
    const ids = await idsOf(api, call);
    const calls = {
      list_tests: [{ per_page: 200, detail: "full" }],
      list_bugs: [{ per_page: 200, detail: "full" }, { per_page: 200 }],
      get_test_status: [{ test_id: ids.test }],
      get_bug_summary: [{ bug_id: ids.bug }],
      search: [
        { query: "a OR b", per_page: 200, match_mode: "raw" },
        { query: "請求書*", per_page: 200 },
      ],
      query_metrics: [{ metrics: "bug_count", dimensions: ["test", "tester", "feature"], limit: 1000 }],
      get_product_quality_report: [{ product_ids: product }, { product_ids: product, format: "markdown" }],
    };
    for (const { name, isError, text } of await callAll(call, calls)) {
      expect(isError, `${name}: ${text.slice(0, 300)}`).toBe(false);
      expect(countTokens(text), name).toBeLessThanOrEqual(MAX_ANSWER_TOKENS);
    }
    const { data } = await call("list_bugs", { per_page: 200, detail: "full" });
    expect(data.coverage).toMatchObject({
      notes: expect.arrayContaining([expect.stringMatching(/too long.*detail "lean".*go on with per_page/)]),
    });
    expect(data.pagination).toMatchObject({ has_more: true });
  });
});

describe("wrong arguments", () => {
  it.each([
    ["list_bugs", { severity: "major" }, /severity "major" does not exist. Valid are: critical, high, low, visual/],
    ["list_bugs", { status: "closed" }, /status "closed" does not exist. Valid are: forwarded, accepted/],
    ["list_bugs", { test_ids: "abc" }, /test_ids: "abc" is not allowed; expected a value of type number/],
    ["list_bugs", { tests: [1] }, /There is no parameter "tests" \(the nearest is test_ids\)/],
    ["list_bugs", { start_date: "whenever" }, /start_date/],
    ["list_bugs", { start_date: "2026-02-01", end_date: "2026-01-01" }, /_date: The period would end/],
    ["list_bugs", { test_ids: Array.from({ length: 500 }, () => "x") }, /And \d+ more|"x" is not allowed/],
    ["list_tests", { detail: "everything" }, /detail: "everything" is not allowed; choose from lean, full/],
    ["list_features", {}, /product_id is required/],
    ["list_features", { product_id: [1, 2] }, /product_id: this value is not allowed/],
    ["list_users", { user_type: "robot" }, /choose from tester, customer/],
    ["list_users", { days: 0 }, /days: 0 is not allowed; the least is 1/],
    ["get_bug_summary", { bug_id: "BUG-1" }, /bug_id: "BUG-1" is not allowed/],
    ["get_bug_summary", { bug: 1 }, /There is no parameter "bug" \(the nearest is bug_id\)/],
    ["get_product_quality_report", {}, /product_ids is required/],
    ["get_product_quality_report", { product_ids: 999 }, /999/],
    ["get_product_quality_report", { product_ids: 1, format: "pdf" }, /choose from json, markdown/],
    ["query_metrics", { metrics: "bug_cuont" }, /bug_count/],
    ["query_metrics", { metrics: "bug_count", dimensions: "platform" }, /target_platform.*found_platform/],
    ["query_metrics", { metrics: "bug_count", filters: "severity" }, /filters/],
    [
      "query_metrics",
      { metrics: "bug_count", filters: { severity: { is: "high" } } },
      /filters\.severity: this value is not allowed/,
    ],
    ["query_metrics", { metrics: "bug_count", filters: { colour: "red" } }, /colour/],
    ["query_metrics", { metrics: "bug_count", limit: 1001 }, /limit: 1001 is not allowed; the most is 1000/],
    ["search", {}, /query is required/],
    ["search", { query: '"open', match_mode: "raw" }, /query: A quotation mark is never closed/],
    ["search", { query: "a", entities: "comment" }, /choose from product, feature, test, bug, user/],
    ["get_sync_history", { limit: 0 }, /the least is 1/],
    ["health_check", { verbose: true }, /There is no parameter "verbose"; it takes none/],
  ])("of %s %j are explained", async (name, args, expected) => {
    const { call } = await connect(await settingsFor(null), () => NOW);
    const { isError, text } = await call(name, args);
    expect(isError, text).toBe(true);
    expect(text).toMatch(expected);
    expect(countTokens(text)).toBeLessThan(600);
  });
});
