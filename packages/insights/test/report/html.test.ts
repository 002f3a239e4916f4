import { beforeAll, describe, expect, it } from "vitest";
import { REPORT_CONTENT_SECURITY_POLICY, reportHtml } from "../../src/html.js";
import { getProductQualityReport, type ProductQualityReport, reportText } from "../../src/index.js";
import { hostileReport } from "../support/hostile-report.js";
import { HOSTILE_TEXTS, problemsOf, textsOf, valuesOf } from "../support/markup.js";
import { bug } from "../support/records.js";
import { fill, freshStore, NOW, product, SYNCED, state, test } from "../support/store.js";
import { DEFAULT_NOW, openWorld, type World } from "./world.js";

const now = () => DEFAULT_NOW;
const SITE = "https://acme.test.io";

let world: World;
let report: ProductQualityReport;
let page: string;

beforeAll(async () => {
  world = await openWorld({ products: 3, testsPerProduct: 24, bugsPerTest: 4, seed: 5 });
  await world.sync();
  report = await getProductQualityReport(
    world.store,
    { product_ids: world.simulator.truth.productIds(), start_date: "2026" },
    { now },
  );
  page = reportHtml(report, { site: SITE, customer: "acme" });
  return () => world.close();
});

/** What one section of a page says. */
function section(id: string, html = page): string {
  const [, content = ""] = new RegExp(`<section id="${id}".*?<h2(.*?)</section>`, "s").exec(html) ?? [];
  return content.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");
}

describe("reportHtml", () => {
  it("is one valid page with landmarks and headings in order", () => {
    expect(problemsOf(page)).toEqual([]);
    expect(page).toMatch(/^<!DOCTYPE html>\n<html lang="en">/);
    expect(textsOf(page, "h2")).toEqual([
      "Verdict",
      "What changed",
      "Rates against thresholds",
      "Severity and status over time",
      "Why bugs were rejected",
      "Features covered and not covered",
      "Platforms covered and not covered",
      "Time to review",
      "Products and tests",
      "What to do next",
      "How far this can be trusted",
    ]);
    for (const landmark of ["header", "main", "nav", "footer"]) expect(page.split(`<${landmark}`)).toHaveLength(2);
    const anchors = valuesOf(page, "href").filter((href) => href.startsWith("#"));
    expect(anchors).toHaveLength(11);
    for (const anchor of anchors) expect(valuesOf(page, "id")).toContain(anchor.slice(1));
    expect(new Set(valuesOf(page, "id")).size).toBe(valuesOf(page, "id").length);
    expect([...page.matchAll(/<table/g)]).toHaveLength([...page.matchAll(/<caption/g)].length);
    expect(page).not.toMatch(/<th(?! scope=| ?ead)/);
  });

  it("asks nothing of anyone, and has no script", () => {
    expect(page).toContain(
      `http-equiv="Content-Security-Policy" content="${REPORT_CONTENT_SECURITY_POLICY}"`.replaceAll("'", "&#39;"),
    );
    expect(page).not.toMatch(/<script|<link|<img|<iframe|<object|<form| src=| style=|@import|url\((?!#)/);
    const [style = ""] = /<style>.*?<\/style>/s.exec(page) ?? [];
    expect(style).not.toMatch(/https?:|url\(/);
    expect(page.split("<style")).toHaveLength(2);
  });

  it("opens with the verdict, how far it carries, and the key figures with what they were counted from", () => {
    const first = page.slice(0, page.indexOf("<nav")).replace(/<[^>]*>/g, " ");
    const { headline, confidence, rates, summary } = report;
    for (const text of [headline.text, confidence.text, "Customer", "acme", String(summary.tests.total)]) {
      expect(first).toContain(text);
    }
    const { numerator, denominator } = rates.rejection_rate;
    expect(first).toContain(`${numerator} of ${denominator}`);
  });

  it("gives the figures of the report", () => {
    const { previous_period, summary, rejection_reasons, review_time, features } = report;
    expect(section("changes")).toContain(`Tests ${previous_period?.changes.tests.before} ${summary.tests.total}`);
    expect(section("over-time")).toContain(
      `All bugs by severity Severity Bugs Critical ${summary.bugs?.by_severity.critical}`,
    );
    for (const { bugs } of rejection_reasons.reasons) expect(section("rejections")).toContain(` ${bugs} `);
    expect(section("features")).toContain(
      `${features.covered.total} of ${features.covered.total + features.not_covered.total} features`,
    );
    expect(section("review")).toContain(`Open ${review_time.open.total} `);
    for (const { action } of report.next_steps) expect(section("next")).toContain(action);
    expect(section("trust")).toContain("Nothing in scope is known to be missing.");
  });

  it("is the same page for the same data on the same day", async () => {
    const later = new Date(DEFAULT_NOW.getTime() + 60_000);
    const again = await getProductQualityReport(
      world.store,
      { product_ids: report.scope.product_ids, start_date: "2026" },
      { now: () => later },
    );
    expect(await reportText(again, "html", { site: SITE, customer: "acme" })).toBe(page);
  });

  it("links tests to TestIO where its address is known", () => {
    const links = valuesOf(page, "href").filter((href) => !href.startsWith("#"));
    const [first] = report.tests.rows;
    expect(links).toContain(`${SITE}/products/${first?.product_id}/test_cycles/${first?.test_id}`);
    expect(
      links.every((href) => /^https:\/\/acme\.test\.io\/products\/\d+\/test_cycles\/\d+(\/bugs\/\d+)?$/.test(href)),
    ).toBe(true);
    for (const site of [null, "javascript:alert(1)", "no address", "data:text/html,x"]) {
      expect(valuesOf(reportHtml(report, { site }), "href").every((href) => href.startsWith("#"))).toBe(true);
    }
    expect(reportHtml(report, { site: 'https://a.example/x"><script>' })).toContain(
      'href="https://a.example/products/',
    );
  });

  it("says how many rows it leaves out", async () => {
    const few = await getProductQualityReport(
      world.store,
      { product_ids: report.scope.product_ids },
      { now, limits: { tests: 2, features: 1, periods: 1, products: 1, platforms: 1 } },
    );
    const text = reportHtml(few).replace(/<[^>]*>/g, "");
    expect(text).toContain(`${few.tests.left_out} more tests are counted, but not shown here.`);
    expect(text).toContain(`${few.features.covered.left_out} more features are counted`);
    expect(text).toContain(`${few.over_time.left_out} more earlier months are counted`);
    expect(text).toContain("2 more products are counted");
  });
});

describe("a report with hostile texts", () => {
  it("shows them as text", async () => {
    const hostile = await hostileReport();
    const html = reportHtml(hostile, { site: SITE, customer: HOSTILE_TEXTS[0] ?? null });
    expect(problemsOf(html)).toEqual([]);
    expect(html).not.toMatch(/<script|<img|<!--|href="javascript/);
    const tags = html.replace(/="[^"]*"/g, "").match(/<[a-z][^>]*>/g) ?? [];
    expect(tags.filter((tag) => /[\s"']on|["'=]/.test(tag))).toEqual([]);
    expect(html.split("<style")).toHaveLength(2);
    expect(html.split("</title></svg>")).toHaveLength(1);
    // Line feeds are ours.
    expect(html).not.toMatch(/(?!\n)[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
    expect(html.isWellFormed()).toBe(true);
    expect(html).toContain("&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;");
    expect(html).toContain("&amp;lt;b&amp;gt;");
    for (const element of ["table", "svg", "section", "figure", "bdi", "tr", "li"]) {
      const opened = html.match(new RegExp(`<${element}[ >]`, "g"))?.length;
      expect(opened, element).toBe(html.match(new RegExp(`</${element}>`, "g"))?.length);
    }
  });
});

describe("a report of little", () => {
  it("says so where nothing is stored but a product", async () => {
    const store = await freshStore();
    await fill(store, { products: [product(1)] });
    const html = reportHtml(
      await getProductQualityReport(store, { product_ids: [1], start_date: "2026" }, { now: () => NOW }),
    );
    expect(problemsOf(html)).toEqual([]);
    const text = html.replace(/<[^>]*>/g, " ");
    expect(text).toContain("The tests of these products were never fetched.");
    expect(text).toContain("never synced");
    expect(section("trust", html)).toContain("Not everything in scope is stored.");
    expect(section("over-time", html)).toContain("No test in scope has ended.");
    expect(html).toContain("<title>Product 1: quality report</title>");
  });

  it("is not sure of anything whose bugs were never fetched", async () => {
    const store = await freshStore();
    await fill(store, { products: [product(1)], tests: [test(1), test(2)], states: [state(1)] });
    const html = reportHtml(await getProductQualityReport(store, { product_ids: [1] }, { now: () => NOW }));
    expect(problemsOf(html)).toEqual([]);
    expect(section("trust", html)).toMatch(/Tests with known bugs 0 of 2 .*for tests 2 /);
    expect(section("tests", html)).toContain("A dash: its bugs were never fetched, so their number is unknown.");
    expect(section("over-time", html)).toContain("Nothing is known about the bugs of these tests.");
    expect(textsOf(html, "h2")).not.toContain("What changed");
    expect(html.replace(/<[^>]*>/g, " ")).toMatch(/Tests\s+2\s+2 without bug data/);
  });

  it("is fine with one test and one bug", async () => {
    const store = await freshStore();
    await fill(store, { products: [product(1)], tests: [test(1)], states: [state(1)] });
    await store.write((tx) => tx.replaceBugs({ testIds: [1] }, [bug(7, 1)], SYNCED));
    const html = reportHtml(await getProductQualityReport(store, { product_ids: [1] }, { now: () => NOW }), {
      site: SITE,
    });
    expect(problemsOf(html)).toEqual([]);
    expect(section("review", html)).toContain("The oldest open bug has waited for");
    expect(valuesOf(html, "href")).toContain(`${SITE}/products/1/test_cycles/1/bugs/7`);
    expect(section("rejections", html)).toContain("No bug was rejected.");
  });
});
