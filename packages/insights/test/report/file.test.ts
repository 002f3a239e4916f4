import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { reportCsv } from "../../src/csv.js";
import { reportHtml } from "../../src/html.js";
import {
  formatNamedBy,
  getProductQualityReport,
  REPORT_FORMATS,
  type ReportFileRequest,
  reportFileName,
  reportMarkdown,
  writeReportFile,
} from "../../src/index.js";
import { fill, freshStore, NOW, product, state, test } from "../support/store.js";

let made: ReturnType<typeof makeReport> | undefined;

/** One report for all tests: what is written changes nothing in it. */
async function smallReport() {
  made ??= makeReport();
  return made;
}

async function makeReport() {
  const store = await freshStore();
  await fill(store, { products: [product(1, { title: "Bücher 🙂" })], tests: [test(1), test(2)], states: [state(1)] });
  return getProductQualityReport(store, { product_ids: [1] }, { now: () => NOW });
}

async function workplace() {
  const home = await mkdtemp(join(tmpdir(), "testio-reports-"));
  onTestFinished(() => rm(home, { recursive: true }));
  const report = await smallReport();
  const directory = join(home, "reports");
  return {
    home,
    directory,
    report,
    write: (path: string, more: Partial<ReportFileRequest> = {}) =>
      writeReportFile(report, { path, directory, ...more }),
  };
}

const modeOf = async (path: string) => (await stat(path)).mode & 0o777;

describe("writeReportFile", () => {
  it("writes JSON and Markdown for this user alone, and says how many bytes", async () => {
    const { directory, report, write } = await workplace();
    const json = await write("2026/q2.json");
    expect(json).toEqual({
      file_path: join(directory, "2026/q2.json"),
      record_count: 2,
      file_size_bytes: (await stat(json.file_path)).size,
      format: "json",
    });
    const text = await readFile(json.file_path, "utf8");
    expect(JSON.parse(text)).toEqual(report);
    expect(json.file_size_bytes).toBeGreaterThan(text.length);
    expect(await modeOf(json.file_path)).toBe(0o600);
    expect(await modeOf(directory)).toBe(0o700);
    expect(await modeOf(join(directory, "2026"))).toBe(0o700);

    const page = await write(join(directory, "page.MD"));
    expect(page).toMatchObject({ file_path: join(directory, "page.MD"), format: "markdown" });
    expect(await readFile(page.file_path, "utf8")).toBe(reportMarkdown(report));
    expect(await readdir(directory)).toEqual(["2026", "page.MD"]);
  });

  it("takes the format for a name without extension, and replaces an older report", async () => {
    const { directory, report, write } = await workplace();
    expect(await write("plain")).toMatchObject({ file_path: join(directory, "plain.json"), format: "json" });
    expect(await write("page", { format: "markdown" })).toMatchObject({ file_path: join(directory, "page.md") });
    await writeFile(join(directory, "page.md"), "older", { mode: 0o644 });
    await write("./page.md");
    expect(await readFile(join(directory, "page.md"), "utf8")).toBe(reportMarkdown(report));
    expect(await modeOf(join(directory, "page.md"))).toBe(0o600);
  });

  it("writes a page and a table", async () => {
    const { report, write } = await workplace();
    const html = { site: "https://acme.test.io", customer: "acme" };
    const page = await write("q2.html", { html });
    expect(page.format).toBe("html");
    expect(await readFile(page.file_path, "utf8")).toBe(reportHtml(report, html));
    const table = await write("q2", { format: "csv" });
    expect(table).toMatchObject({ format: "csv", record_count: 2 });
    expect(table.file_path).toMatch(/q2\.csv$/);
    expect(await readFile(table.file_path, "utf8")).toBe(reportCsv(report));
    expect(await modeOf(page.file_path)).toBe(0o600);
  });

  it("writes nowhere but inside its directory, and nothing but reports", async () => {
    const { home, directory, write } = await workplace();
    const refused: readonly (readonly [string, RegExp])[] = [
      ["../out.json", /only written inside/],
      ["a/../../out.json", /only written inside/],
      ["a/../b.json", /only written inside/],
      ["..\\out.json", /only written inside/],
      ["a\\b.json", /only written inside/],
      [join(home, "out.json"), /only written inside/],
      ["/etc/out.json", /only written inside/],
      [`${directory}-other/out.json`, /only written inside/],
      ["..json", /begin with a dot/],
      ["a/", /begin with a dot/],
      [".hidden/x.json", /begin with a dot/],
      ["", /empty/],
      ["  ", /empty/],
      ["a\u0000.json", /control characters/],
      ["a\n.json", /control characters/],
      ["out.pdf", /\.pdf: end the file name in \.html, \.md, \.json or \.csv/],
      ["out.json.sh", /\.sh/],
      [`${"x".repeat(300)}.json`, /longer than 255/],
    ];
    for (const [path, message] of refused) {
      await expect(write(path), JSON.stringify(path)).rejects.toMatchObject({ name: "ReportFileError", message });
    }
    await expect(write("out.md", { format: "json" })).rejects.toThrow(/does not fit the format json/);
    expect(await readdir(home)).not.toContain("out.json");
    expect((await readdir(home, { recursive: true })).filter((name) => /\.(json|md|sh|tmp)$/.test(name))).toEqual([]);
  });

  it("does not follow symbolic links out of its directory", async () => {
    const { home, directory, write } = await workplace();
    await mkdir(join(home, "secret"));
    await mkdir(join(directory, "inner"), { recursive: true });
    await writeFile(join(home, "secret", "victim.json"), "untouched");
    await symlink(join(home, "secret"), join(directory, "link"));
    await symlink(join(home, "nowhere"), join(directory, "dangling"));
    await symlink(join(home, "secret", "victim.json"), join(directory, "file.json"));
    await symlink(join(directory, "inner"), join(directory, "inside"));
    await mkdir(join(directory, "folder.json"));
    await writeFile(join(directory, "blocker"), "");

    await expect(write("link/victim.json")).rejects.toThrow(/only written inside/);
    await expect(write("dangling/x.json")).rejects.toThrow(/only written inside/);
    await expect(write("file.json")).rejects.toThrow(/symbolic link/);
    await expect(write("folder.json")).rejects.toThrow(/is no file/);
    await expect(write("blocker/x.json")).rejects.toThrow(/is no directory/);
    expect(await readFile(join(home, "secret", "victim.json"), "utf8")).toBe("untouched");
    expect((await write("inside/x.json")).file_path).toBe(join(directory, "inner", "x.json"));
  });

  it("may be given a directory that is a link itself", async () => {
    const { home, write } = await workplace();
    await mkdir(join(home, "disk"));
    await symlink(join(home, "disk"), join(home, "reports"));
    expect((await write("x.json")).file_path).toBe(join(home, "disk", "x.json"));
    expect((await write(join(home, "reports", "y.json"))).file_path).toBe(join(home, "disk", "y.json"));
  });

  it("says why a file could not be written, and leaves nothing behind", async () => {
    const { home, report } = await workplace();
    await writeFile(join(home, "reports"), "a file where the directory should be");
    const failed = writeReportFile(report, { path: "x.json", directory: join(home, "reports") });
    await expect(failed).rejects.toMatchObject({ name: "ReportFileError", message: /could not be written because/ });
    await expect(failed).rejects.not.toThrow(/E[A-Z]{4,}/);
    expect(await readdir(home)).toEqual(["reports"]);
  });
});

describe("reportFileName", () => {
  const products = (...titles: string[]) => titles.map((title, place) => ({ id: place + 1, title, type: null }));
  const scope = { product_ids: [1], products: products("Web Shop"), test_ids: null, period: null, statuses: null };

  it("says what the report is about, and fits every format and file system", () => {
    const period = { start: "2026-01-01", end: "2026-03-31", applies_to: "" };
    expect(reportFileName({ scope: { ...scope, period } }, "html")).toBe(
      "quality-report-web-shop-2026-01-01-to-2026-03-31.html",
    );
    expect(reportFileName({ scope: { ...scope, test_ids: [1, 2] } }, "csv")).toBe(
      "quality-report-web-shop-2-tests.csv",
    );
    expect(reportFileName({ scope: { ...scope, products: products("A", "B") } }, "markdown")).toBe(
      "quality-report-2-products-1-2.md",
    );
    for (const title of ["../../etc/passwd", "..", "\u202e", "", "東京 ".repeat(200), "a/b\\c:d*?<>|", "-"]) {
      for (const format of REPORT_FORMATS) {
        const name = reportFileName({ scope: { ...scope, products: products(title) } }, format);
        expect(name, title).toMatch(/^quality-report-[\p{L}\p{N}-]+\.\w+$/u);
        expect(Buffer.byteLength(name)).toBeLessThan(255);
        expect(formatNamedBy(name)).toBe(format);
      }
    }
  });
});
