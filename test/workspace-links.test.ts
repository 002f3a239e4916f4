import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { runProgram } from "./support/run-program.js";

const script = join(import.meta.dirname, "../scripts/workspace-links.mjs");

// Spacing, key order and a missing newline at the end: whatever an editor left has to come back.
const original = `{
    "name": "@x/app",  "version": "1.2.3",
  "dependencies": { "@x/lib": "workspace:*", "left-pad": "1.0.0" },
  "devDependencies": {"@x/tool":"workspace:~", "plain": "workspace:2.0.0"}
}`;

let root: string;
let app: string;
let manifest: string;

const call = (action: string) => runProgram(process.execPath, [script, action], { cwd: app });

async function addPackage(directory: string, text: string): Promise<void> {
  await mkdir(join(root, directory), { recursive: true });
  await writeFile(join(root, directory, "package.json"), text);
}

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "workspace links "));
  app = join(root, "apps/app");
  manifest = join(app, "package.json");
  await writeFile(
    join(root, "pnpm-workspace.yaml"),
    'packages:\n  - "packages/*"\n  - apps/*\nallowBuilds:\n  node: true\n',
  );
  await addPackage("apps/app", original);
  await addPackage("packages/lib", '{ "name": "@x/lib", "version": "0.4.0" }');
  await addPackage("packages/tool", '{ "name": "@x/tool", "version": "3.1.4" }');
  await addPackage("packages/plain", '{ "name": "plain", "version": "2.0.0" }');
});

afterEach(() => rm(root, { recursive: true, force: true }));

it("writes the versions of the workspace in place of its links", async () => {
  expect(await call("resolve")).toMatchObject({ code: 0 });
  expect(JSON.parse(await readFile(manifest, "utf8"))).toEqual({
    name: "@x/app",
    version: "1.2.3",
    dependencies: { "@x/lib": "^0.4.0", "left-pad": "1.0.0" },
    devDependencies: { "@x/tool": "~3.1.4", plain: "2.0.0" },
  });
});

it("puts the original back byte for byte and leaves nothing behind", async () => {
  await call("resolve");
  expect(await call("restore")).toMatchObject({ code: 0 });
  expect(await readFile(manifest, "utf8")).toBe(original);
  expect(await readdir(app)).toEqual(["package.json"]);
});

it("starts again from the original after an interrupted pack, with the versions of now", async () => {
  await call("resolve");
  await addPackage("packages/lib", '{ "name": "@x/lib", "version": "0.5.0" }');
  expect(await call("resolve")).toMatchObject({ code: 0 });
  expect(await readFile(manifest, "utf8")).toContain('"@x/lib": "^0.5.0"');
  await call("restore");
  expect(await readFile(manifest, "utf8")).toBe(original);
});

it.each(["resolve", "restore"])("refuses to %s over an edit made after an interrupted pack", async (action) => {
  await call("resolve");
  const edited = (await readFile(manifest, "utf8")).replace('"left-pad": "1.0.0"', '"left-pad": "2.0.0"');
  await writeFile(manifest, edited);

  const { code, stderr } = await call(action);

  expect(code).toBe(1);
  expect(stderr).toContain("package.json was changed since");
  expect(await readFile(manifest, "utf8")).toBe(edited);
  expect(await readFile(join(app, "package.json.original"), "utf8")).toBe(original);
});

it("leaves a package without links alone", async () => {
  const plain = '{ "name": "@x/app", "version": "1.2.3" }';
  await writeFile(manifest, plain);
  expect(await call("resolve")).toMatchObject({ code: 0 });
  expect(await call("restore")).toMatchObject({ code: 0 });
  expect(await readFile(manifest, "utf8")).toBe(plain);
});

it("names the link that leads nowhere", async () => {
  await writeFile(manifest, original.replace("@x/lib", "@x/gone"));
  const { code, stderr } = await call("resolve");
  expect(code).toBe(1);
  expect(stderr).toContain("@x/gone");
  expect(await readdir(app)).toEqual(["package.json"]);
});
