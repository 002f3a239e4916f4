import { describe, expect, it } from "vitest";
import { getProductQualityReport, reportMarkdown } from "../../src/index.js";
import { escapeText } from "../../src/report/markdown/escape.js";
import { fill, freshStore, NOW, product, SYNCED, state, test } from "../support/store.js";

const HOSTILE = [
  "a | b || c",
  "line one\nline two\r\n| injected | row |",
  "<script>alert(1)</script>",
  '<img src=x onerror="alert(1)">',
  "`code` and ``more``",
  "[click](javascript:alert(1)) ![x](http://evil.example/x.png)",
  "# heading",
  "- item",
  "1. first",
  "=====",
  "**bold** __bold__ ~~gone~~ $math$",
  "http://evil.example and www.evil.example and me@evil.example",
  "back\\slash \\| end\\",
  "&lt;b&gt; &#124;",
  "\u202Eevil\u2066 \u2028 \u0000 \u007F",
];

describe("escapeText", () => {
  it("leaves nothing that Markdown or HTML would read", () => {
    for (const text of HOSTILE) {
      const escaped = escapeText(text);
      const left = escaped.replace(/\\[\\*_[\]~$#+=-]/g, "");
      expect(left, text).not.toMatch(/[<>|`*[\]~$\\\n\r@]|:\/\/|www\.|&(?!amp;|lt;|gt;|#\d+;)/);
      expect(escaped, text).not.toMatch(/^[#+=-]|^\d+[.)]/);
      expect(escaped, text).not.toMatch(/[\p{Cc}\u2028\u202e\u2066]/u);
    }
  });

  it("shows what was written, and leaves plain words alone", () => {
    expect(escapeText('Log-in fails: 50 % (iOS 17.2), "quoted"!')).toBe('Log-in fails: 50 % (iOS 17.2), "quoted"!');
    expect(escapeText("Bücher 東京 🙂")).toBe("Bücher 東京 🙂");
    expect(escapeText("a|b")).toBe("a&#124;b");
    expect(escapeText("12) twelve")).toBe("&#49;2) twelve");
    expect(escapeText("x_y")).toBe("x\\_y");
    const long = escapeText("🙂".repeat(300));
    expect([...long]).toHaveLength(200);
    expect(long.endsWith("🙂…")).toBe(true);
  });
});

describe("reportMarkdown", () => {
  it("has five sections, and tables that no title can break or add to", async () => {
    const store = await freshStore();
    const features = HOSTILE.map((title, index) => ({
      id: 500 + index,
      featureId: 50 + index,
      title,
      description: null,
      howtofind: null,
      userStories: [],
      enableDefault: null,
      enableContent: null,
      enableVisual: null,
    }));
    const platforms = HOSTILE.map((operatingSystem) => ({
      category: null,
      operatingSystemId: null,
      operatingSystem,
      minVersion: null,
      maxVersion: null,
      browsers: [],
    }));
    await fill(store, {
      products: HOSTILE.map((title, index) => product(index + 1, { title })),
      tests: HOSTILE.map((title, index) =>
        test(index + 1, {
          productId: index + 1,
          title,
          testingType: title,
          environment: { id: 1, title, url: null },
          features,
          platforms,
        }),
      ),
      states: HOSTILE.map((_, index) => state(index + 1)),
    });
    const bugs = HOSTILE.map((title, index) => ({
      id: index + 1,
      testId: index + 1,
      productId: index + 1,
      testFeatureId: 500 + index,
      title,
      severity: title,
      status: index % 2 === 0 ? "forwarded" : "rejected",
      autoAccepted: false,
      known: false,
      rejectionReason: title,
      rejectedAt: null,
      reporter: title,
      steps: null,
      expectedResult: null,
      actualResult: null,
      comments: null,
      reportedAt: new Date("2026-06-02T08:00:00Z"),
      exportedAt: null,
      devices: [
        {
          category: null,
          vendor: null,
          device: null,
          operatingSystem: title,
          operatingSystemVersion: null,
          browsers: [],
        },
      ],
      data: {},
    }));
    await store.write(async (tx) => {
      await tx.replaceBugs({ testIds: HOSTILE.map((_, index) => index + 1) }, bugs, SYNCED);
    });

    const product_ids = HOSTILE.map((_, index) => index + 1);
    const report = await getProductQualityReport(store, { product_ids, start_date: "2026" }, { now: () => NOW });
    const text = reportMarkdown(report);
    expect(text.match(/^#+ .*$/gm)).toEqual([
      "# Product quality report",
      "## 1. Executive summary",
      "### Since the previous period (2025-01-01 to 2025-12-31)",
      "### What to do next",
      "### How far this can be trusted",
      "## 2. Status",
      "### By month",
      "### Why bugs were rejected",
      "### Time to review",
      "## 3. Tests, features and platforms",
      "### Features covered (15)",
      "### Features not covered (0)",
      "### Platforms",
      "## 4. Severity",
      "## 5. Test performance",
      "### By product",
      "### By test, newest first",
    ]);
    expect(text).not.toMatch(/<|`|:\/\/|[\p{Zl}\u202e]/u);
    for (const rows of text.split("\n\n").filter((block) => block.startsWith("|"))) {
      const lines = rows.trimEnd().split("\n");
      const cells = new Set(lines.map((line) => line.split("|").length));
      expect(cells.size, lines[0]).toBe(1);
    }
    expect(
      text.split("\n").filter((line) => line.startsWith("| ") && line.includes("&lt;script&gt;")).length,
    ).toBeGreaterThan(4);
    expect(reportMarkdown(report)).toBe(text);
  });
});
