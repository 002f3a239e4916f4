import { stripVTControlCharacters } from "node:util";
import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import { chooseColumns, needsDetails } from "../src/output/choose-columns.js";
import { type Column, cellText, column } from "../src/output/column.js";
import { fittedTable } from "../src/output/fitted-table.js";
import { jsonText } from "../src/output/json-text.js";
import { pageInWords } from "../src/output/page-words.js";
import { type Paint, paintOf } from "../src/output/paint.js";
import { plainLine, plainText } from "../src/output/plain-text.js";
import { sectionsText } from "../src/output/sections.js";
import { trustLine } from "../src/output/trust-line.js";
import { wordStyle } from "../src/output/word-styles.js";
import { textStream } from "./support/text-stream.js";
import { NOW } from "./support/workbench.js";

interface Row {
  id: number;
  title: string | null;
  status: string;
  count: number | null;
}

const COLUMNS: readonly Column<Row>[] = [
  column("id", ({ id }) => id, { when: "always" }),
  column("title", ({ title }) => title, { when: "always", isLong: true }),
  column("status", ({ status }) => status, { style: wordStyle }),
  column("bug_count", ({ count }) => count, { kind: "number" }),
];
const ROWS: Row[] = [
  { id: 1, title: "Kasse 🛒 im Warenkorb", status: "running", count: 1200 },
  { id: 20, title: "決済ページが表示されない問題", status: "rejected", count: null },
];
const plain: Paint = (_style, text) => text;
function table(width: number | null, areChosen = false, paint = plain) {
  const { heading, lines, leftOut } = fittedTable(COLUMNS, ROWS, { width, areChosen, paint });
  return { text: [heading, ...lines].join("\n"), leftOut };
}

describe("a table", () => {
  it("has its columns under their headings, also with wide characters and emoji", () => {
    expect(table(null)).toEqual({
      text: [
        "Id  Title                         Status    Bug count",
        "1   Kasse 🛒 im Warenkorb         running       1,200",
        "20  決済ページが表示されない問題  rejected          –",
      ].join("\n"),
      leftOut: [],
    });
  });

  it.each([120, 53, 48, 40, 30, 24, 12, 6])("fits into %i columns", (width) => {
    const lines = table(width).text.split("\n");
    expect(lines).toHaveLength(3);
    for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(width);
  });

  it("cuts long texts first, then leaves columns out from the right and says which", () => {
    expect(table(45)).toMatchObject({ leftOut: [] });
    expect(table(45).text).toContain("決済ページが表示さ…");
    expect(table(35)).toMatchObject({ leftOut: ["bug_count"] });
    expect(table(24)).toMatchObject({ leftOut: ["status", "bug_count"] });
  });

  it("leaves no column out that was asked for", () => {
    expect(table(34, true)).toMatchObject({ leftOut: [] });
    expect(table(34, true).text).toContain("Bug count");
  });

  it("is coloured without changing its layout", () => {
    const { stream } = textStream({ isTTY: true });
    const paint = paintOf({ stdout: stream, env: {} });
    expect(table(60, false, paint).text).toContain("\u001b[31mrejected");
    expect(stripVTControlCharacters(table(60, false, paint).text)).toBe(table(60).text);
  });

  it("goes on under the same heading: it grows where nothing may be cut, and is cut where it must fit", () => {
    const [first, second] = [ROWS.slice(0, 1), ROWS.slice(1)];
    const begun = fittedTable(COLUMNS, first, { width: null, areChosen: false, paint: plain });
    const rest = fittedTable(COLUMNS, second, { width: null, areChosen: false, paint: plain, like: begun.layout });
    expect(rest.lines).toEqual(table(null).text.split("\n").slice(2));
    const narrow = fittedTable(COLUMNS, first, { width: 35, areChosen: false, paint: plain });
    const fitted = fittedTable(COLUMNS, second, { width: 35, areChosen: false, paint: plain, like: narrow.layout });
    expect(fitted.layout).toEqual(narrow.layout);
    expect(stringWidth(fitted.lines[0] ?? "")).toBeLessThanOrEqual(35);
  });
});

describe("colours", () => {
  it.each([
    [true, {}, true],
    [true, { NO_COLOR: "" }, true],
    [true, { NO_COLOR: "1" }, false],
    [true, { TERM: "dumb" }, false],
    [false, {}, false],
    [false, { FORCE_COLOR: "1" }, true],
    [false, { FORCE_COLOR: "1", NO_COLOR: "1" }, true],
    [true, { FORCE_COLOR: "0" }, false],
  ])("terminal %j with %j: %j", (isTTY, env, isColoured) => {
    const { stream } = textStream({ isTTY });
    expect(paintOf({ stdout: stream, env })("bold", "x") !== "x").toBe(isColoured);
  });
});

const HOSTILE = "a\u001b[31mred\u001b[0m\u0007\u009b2Jb\u202ec\r\nd\te\u0000";

describe("texts of customers", () => {
  it("lose what a terminal would obey", () => {
    expect(plainText(HOSTILE)).toBe("aredbc\nd  e");
    expect(plainLine(HOSTILE)).toBe("aredbc d e");
    expect(plainText("\u001b]0;title\u0007x\u001b")).toBe("x");
    expect(plainText("👩‍👩‍👧 ёл é")).toBe("👩‍👩‍👧 ёл é");
  });

  it("stay the same in JSON, written so that a terminal obeys nothing", () => {
    const text = jsonText({ camelKey: HOSTILE });
    expect(text).not.toMatch(/(?!\n)[\p{Cc}\u202e]/u);
    expect(JSON.parse(text)).toEqual({ camelKey: HOSTILE });
  });
});

describe("cells of a table", () => {
  it.each([
    [null, "text", "–"],
    [true, "text", "yes"],
    [25001, "text", "25001"],
    [25001, "number", "25,001"],
    [0.125, "share", "12.5 %"],
    ["2026-06-30T12:34:56.000Z", "moment", "2026-06-30 12:34"],
    ["2026-06-30T00:00:00.000Z", "moment", "2026-06-30"],
    ["soon", "moment", "soon"],
  ] as const)("show %j (%s) as %j", (cell, kind, text) => {
    expect(cellText(cell, kind)).toBe(text);
  });
});

describe("chosen columns", () => {
  const names = (wanted: string[] | undefined) =>
    chooseColumns(COLUMNS, wanted, { isFull: false }).map(({ name }) => name);

  it("come in the order asked for, each once, however they are written", () => {
    expect(names(["Bug-Count, id", "title", "id"])).toEqual(["bug_count", "id", "title"]);
    expect(names(undefined)).toEqual(["id", "title", "status", "bug_count"]);
  });

  it("are refused with the valid ones when one is unknown", () => {
    expect(() => names(["titel"])).toThrow(
      '--columns: there is no column "titel". Did you mean title? Columns are id, title, status, bug_count.',
    );
  });

  it("call for details when only those have them", () => {
    const columns = [...COLUMNS, column("steps", () => null, { when: "full" })];
    expect(needsDetails(columns, ["id,steps"])).toBe(true);
    expect(needsDetails(columns, ["id"])).toBe(false);
    expect(chooseColumns(columns, undefined, { isFull: true })).toHaveLength(5);
    expect(chooseColumns(columns, undefined, { isFull: false })).toHaveLength(4);
  });
});

describe("the last line", () => {
  const coverage = { complete_since: null, never_fetched: 0, stale: 0, failed: 0, problem_positions: 0, notes: [] };
  const since = "2026-01-01T00:00:00.000Z";

  it.each([
    [{ complete: true }, "complete"],
    [{ complete: true, complete_since: since }, "complete since 2026-01-01"],
    [{ complete: false, complete_since: since }, "incomplete, nothing before 2026-01-01"],
    [
      { complete: false, never_fetched: 1200, stale: 2, failed: 3, problem_positions: 1 },
      "incomplete, 1,200 never fetched, 2 stale, 3 not refreshed, 1 test unreadable",
    ],
  ])("says %j as %s", (fields, words) => {
    const trust = { as_of: "2026-06-30T11:55:00.000Z", coverage: { ...coverage, ...fields } };
    expect(trustLine(["12 of 724 tests"], trust, NOW)).toBe(`12 of 724 tests · synced 5 minutes ago · ${words}`);
  });

  it("tells what was never synced", () => {
    expect(trustLine([], { as_of: null, coverage: { ...coverage, complete: false } }, NOW)).toBe(
      "never synced · incomplete",
    );
  });

  it.each([
    [{ page: 1, first: 0, rows: 12, total: 12, hasMore: false }, "12 tests"],
    [{ page: 1, first: 0, rows: 100, total: 724, hasMore: true }, "100 of 724 tests (--page 2 for more)"],
    [{ page: 2, first: 100, rows: 100, total: 724, hasMore: true }, "101-200 of 724 tests (--page 3 for more)"],
    [{ page: 8, first: 700, rows: 24, total: 724, hasMore: false }, "701-724 of 724 tests"],
    [{ page: 9, first: -1, rows: 0, total: 724, hasMore: false }, "724 tests"],
    [{ page: 1, first: 0, rows: 20, total: null, hasMore: true }, "20 tests (--page 2 for more)"],
    [{ page: 2, first: 20, rows: 20, total: null, hasMore: false }, "20 tests on page 2"],
  ])("counts %j as %s", (shown, words) => {
    expect(pageInWords(shown, "test")).toBe(words);
  });
});

describe("a text in sections", () => {
  it("is wrapped, with facts under each other and without what is not known", () => {
    const text = sectionsText(
      "Bug 1: Broken\u001b[2J",
      [
        {
          heading: null,
          facts: [
            ["Status", "rejected"],
            ["Why", null],
            ["Found on", "a device with a long name"],
          ],
        },
        { heading: "Steps", text: "1. Open the page\r\n2. Press the large button in the middle" },
        { heading: "Nothing", text: " ", items: [] },
        { heading: "Found on", items: ["iOS", "a device with a very long name"] },
      ],
      { width: 30, paint: plain },
    );
    expect(text).toBe(
      [
        "Bug 1: Broken",
        "",
        "Status    rejected",
        "Found on  a device with a long",
        "          name",
        "",
        "Steps",
        "  1. Open the page",
        "  2. Press the large button in",
        "  the middle",
        "",
        "Found on",
        "  - iOS",
        "  - a device with a very long",
        "    name",
      ].join("\n"),
    );
  });
});
