import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";

const dist = join(import.meta.dirname, "..", "dist");

/** The built text of an entry, with all that is loaded together with it. */
async function loadedWith(file: string, seen = new Set<string>()): Promise<string> {
  if (seen.has(file)) return "";
  seen.add(file);
  const text = await readFile(join(dist, file), "utf8");
  const imported = [...text.matchAll(/^(?:import|export|\})[^;]*?"\.\/([^"]+)"/gm)].map(([, name = ""]) => name);
  const rest = await Promise.all(imported.map((name) => loadedWith(name, seen)));
  return [text, ...rest].join("\n");
}

it("answers without what draws pages and writes CSV: that is loaded when it is asked for", async () => {
  const [index, html, csv] = await Promise.all([loadedWith("index.js"), loadedWith("html.js"), loadedWith("csv.js")]);
  expect(index).toContain("getProductQualityReport");
  expect(index).not.toMatch(/paddingInner|"csv-stringify|class="chart/);
  expect(html).toContain("paddingInner");
  expect(csv).toContain('"csv-stringify/sync"');
  expect(csv).not.toContain("paddingInner");
});

it("needs nothing installed for its charts and templates", async () => {
  const html = await loadedWith("html.js");
  expect(html).not.toMatch(/from "(d3-|hono)/);
});
