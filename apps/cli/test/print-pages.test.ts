import { Writable } from "node:stream";
import { expect, it } from "vitest";
import { type PrintedPage, printPages } from "../src/answers/print-pages.js";
import { column } from "../src/output/column.js";
import { textStream } from "./support/text-stream.js";
import { NOW } from "./support/workbench.js";

interface Row {
  id: number;
  title: string;
}

const COLUMNS = [column<Row>("id", ({ id }) => id), column<Row>("title", ({ title }) => title)];
const COVERAGE = {
  complete: true,
  complete_since: null,
  never_fetched: 0,
  stale: 0,
  failed: 0,
  problem_positions: 0,
  notes: [],
};

function pageOf(rows: Row[]): PrintedPage<Row> {
  const pagination = { page: 1, per_page: 2, start_index: 0, end_index: 1, total: 3, has_more: true };
  const answer = { rows, pagination, as_of: null, coverage: COVERAGE };
  return { answer, rowsKey: "rows", columns: COLUMNS, rows, isFull: false, whenEmpty: [], notes: [], summary: [] };
}

async function printed(choice: { json?: boolean; csv?: boolean }, pages: Row[][]) {
  const [stdout, stderr] = [textStream(), textStream()];
  async function* all() {
    for (const rows of pages) yield pageOf(rows);
  }
  const io = {
    stdin: process.stdin,
    stdout: stdout.stream,
    stderr: stderr.stream,
    env: {},
    homeDir: "",
    cwd: "",
    signal: new AbortController().signal,
    now: () => NOW,
  };
  await printPages(
    all(),
    (first, rows) => ({ ...first, summary: [`${rows} rows`] }),
    { json: false, csv: false, ...choice },
    io,
  );
  return stdout.text();
}

const PAGES = [
  [
    { id: 1, title: "short" },
    { id: 2, title: "a little longer" },
  ],
  [{ id: 3, title: "the longest of them all" }],
];

it("pages are one JSON object", async () => {
  const { rows, ...rest } = JSON.parse(await printed({ json: true }, PAGES));
  expect(rows).toEqual(PAGES.flat());
  expect(Object.keys(rest)).toEqual(["pagination", "as_of", "coverage"]);
  expect(JSON.parse(await printed({ json: true }, [[]])).rows).toEqual([]);
});

it("one CSV has one heading", async () => {
  const text = await printed({ csv: true }, PAGES);
  expect(text).toBe("id,title\r\n1,short\r\n2,a little longer\r\n3,the longest of them all\r\n");
});

it("one table has one heading", async () => {
  const lines = (await printed({}, PAGES)).split("\n");
  expect(lines.slice(0, 5)).toEqual([
    "Id  Title",
    "1   short",
    "2   a little longer",
    "3   the longest of them all",
    "",
  ]);
});

it("the next page waits until there is room for it", async () => {
  const asked: number[] = [];
  const waiting: (() => void)[] = [];
  const slow = new Writable({ highWaterMark: 1, write: (_chunk, _encoding, done) => void waiting.push(done) });
  const [first = [], second = []] = PAGES;
  async function* pages() {
    asked.push(1);
    yield pageOf(first);
    asked.push(2);
    yield pageOf(second);
  }
  const abort = new AbortController();
  const io = {
    stdin: process.stdin,
    stdout: slow,
    stderr: textStream().stream,
    env: {},
    homeDir: "",
    cwd: "",
    signal: abort.signal,
    now: () => NOW,
  };
  const ending = expect(printPages(pages(), (page) => page, { json: false, csv: true }, io)).rejects.toThrow();
  await new Promise((resolve) => setImmediate(resolve));
  expect(asked).toEqual([1]);
  waiting.shift()?.();
  await new Promise((resolve) => setImmediate(resolve));
  expect(asked).toEqual([1, 2]);
  abort.abort();
  await ending;
});
