import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const docs = join(import.meta.dirname, "../docs");
const rows = readFileSync(join(docs, "reliability.md"), "utf8")
  .split("\n")
  .filter((line) => line.startsWith("| ") && !/^\| (?:-+|Stage|Fault) /.test(line));

interface NamedTest {
  path: string;
  title: string;
}

/** The tests a row names: `[file](path) "title"`. */
function testsOf(row: string): NamedTest[] {
  return [...row.matchAll(/\[[^\]]+\]\(([^)]+)\) "([^"]+)"/g)].map(([, path = "", title = ""]) => ({
    path: join(docs, path),
    title,
  }));
}

/** Whether a test file has a test of that title: in a call of its own, or as the first of a table's values. */
function has({ path, title }: NamedTest): boolean {
  if (!existsSync(path)) return false;
  const source = readFileSync(path, "utf8");
  return ['"', "`"].some((quote) => source.includes(`${quote}${title}${quote}`));
}

it("every row names a test, and every test it names exists", () => {
  expect(rows.length).toBeGreaterThan(80);
  expect(rows.filter((row) => testsOf(row).length === 0)).toEqual([]);
  expect(rows.flatMap(testsOf).filter((named) => !has(named))).toEqual([]);
});

it("no test of locks and faults is missing from the table", () => {
  const named = new Set(rows.flatMap(testsOf).map(({ path, title }) => `${path} ${title}`));
  const titles = ["locks", "faults"].flatMap((folder) => {
    const directory = join(import.meta.dirname, folder);
    return readdirSync(directory).flatMap((file) => {
      const path = join(directory, file);
      const found = readFileSync(path, "utf8").matchAll(/^(?:it\(|it\.each\(.*\]\)\()\s*"([^"]+)"/gm);
      return [...found].map(([, title]) => `${path} ${title}`);
    });
  });
  expect(titles.length).toBeGreaterThan(50);
  expect(titles.filter((title) => !named.has(title))).toEqual([]);
});
