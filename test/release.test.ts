import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { packPublished } from "../scripts/pack.mjs";
import { workspacePackages } from "../scripts/workspace.mjs";
import { runProgram } from "./support/run-program.js";

const root = join(import.meta.dirname, "..");
const packages = workspacePackages(root);
const published = packages.filter((entry) => entry.published);
const before = published[0]?.version;

/** A change as a contributor records it: one package grows a feature, which all others then are released with. */
const CHANGESET = '---\n"@testio/store": minor\n---\n\nRemembers what the test of releases wrote here.\n';

let copy: string;
let next: string;

const git = (...args: string[]) =>
  runProgram("git", ["-c", "user.name=release", "-c", "user.email=release@test", ...args], { cwd: copy });

async function readJson<Content>(path: string): Promise<Content> {
  return JSON.parse(await readFile(path, "utf8"));
}

interface Manifest {
  name: string;
  version: string;
  dependencies?: Record<string, string>;
}

beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), "release-"));
  for (const path of ["package.json", "pnpm-workspace.yaml", ".changeset", ".gitignore", "scripts", "server.json"])
    await cp(join(root, path), join(copy, path), { recursive: true });
  for (const { directory } of packages) {
    for (const file of ["package.json", "README.md", "LICENSE"])
      await cp(join(directory, file), join(copy, relative(root, directory), file));
  }
  await symlink(join(root, "node_modules"), join(copy, "node_modules"));
  await writeFile(join(copy, ".changeset/of-the-test.md"), CHANGESET);
  await git("init", "--quiet", "--initial-branch=main");
  await git("add", "--all");
  expect(await git("commit", "--quiet", "--message=Everything")).toMatchObject({ code: 0 });

  const made = await runProgram(process.execPath, ["--run", "workspace:release:version"], { cwd: copy });
  expect(made.code, made.stdout + made.stderr).toBe(0);
  next = (await readJson<Manifest>(join(copy, "apps/cli/package.json"))).version;
}, 60_000);

afterAll(() => rm(copy, { recursive: true, force: true }));

describe("npm run release:version", () => {
  it("gives all packages one new version, and the examples none", async () => {
    expect(next).toMatch(/^\d+\.\d+\.0$/);
    expect(next).not.toBe(before);
    const made = workspacePackages(copy).map(({ name, version }) => ({ name, version }));
    expect(made).toEqual(
      packages.map(({ name, version, published: isPublished }) => ({ name, version: isPublished ? next : version })),
    );
  });

  it("writes changelogs, tells the MCP registry, uses up the changesets and touches nothing else", async () => {
    const { stdout } = await git("status", "--porcelain", "--untracked-files=all");
    const changed = stdout.split("\n").filter((line) => line !== "");
    const expected = published.map(({ directory }) => relative(root, directory));
    expect(changed.filter((line) => !line.startsWith(" D .changeset/")).toSorted()).toEqual(
      [
        ...expected.map((directory) => ` M ${directory}/package.json`),
        ...expected.map((directory) => `?? ${directory}/CHANGELOG.md`),
        " M server.json",
      ].toSorted(),
    );
    expect(changed).toContain(" D .changeset/of-the-test.md");
    expect(await readFile(join(copy, "packages/store/CHANGELOG.md"), "utf8")).toContain(
      "what the test of releases wrote",
    );
    expect(await readJson(join(copy, "server.json"))).toMatchObject({ version: next, packages: [{ version: next }] });
  });

  it("leaves notes for the release on GitHub", async () => {
    const notes = await runProgram(process.execPath, ["scripts/release-notes.mjs"], { cwd: copy });
    expect(notes.code, notes.stderr).toBe(0);
    expect(notes.stdout).toContain(`@testio/store@${next}`);
  });

  it("makes packages that ask for each other in that version, and leaves the links of the workspace", async () => {
    const packed = await packPublished(copy, join(copy, "tarballs"));
    const manifests = await Promise.all(
      packed.map(async ({ tarball }): Promise<Manifest> => {
        const { stdout } = await runProgram("tar", ["-xOf", tarball, "package/package.json"], { cwd: copy });
        return JSON.parse(stdout);
      }),
    );
    expect(manifests.map(({ name }) => name).toSorted()).toEqual(published.map(({ name }) => name).toSorted());
    for (const manifest of manifests) {
      expect(manifest.version).toBe(next);
      expect(JSON.stringify(manifest), manifest.name).not.toContain("workspace:");
      const ours = Object.entries(manifest.dependencies ?? {}).filter(([name]) => name.startsWith("@testio/"));
      expect(ours.map(([, range]) => range)).toEqual(ours.map(() => `^${next}`));
    }
    expect(await readFile(join(copy, "apps/cli/package.json"), "utf8")).toContain('"@testio/store": "workspace:*"');
  });
});
