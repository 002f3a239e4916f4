import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { createInterface } from "node:readline";
import { type Simulator, startSimulator } from "@testio/simulator";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runProgram } from "./support/run-program.js";

const examples = join(import.meta.dirname, "../examples");

let directory: string;
let simulator: Simulator;
let productId: number;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "examples-"));
  simulator = await startSimulator({ products: 2, testsPerProduct: 30, bugsPerTest: 4, seed: 5 });
  [productId = 0] = simulator.truth.productIds();
});

afterEach(async () => {
  await simulator.close();
  await rm(directory, { recursive: true, force: true });
});

const programOf = (name: string) => join(examples, "dist", `${name}.js`);
const env = () => ({ TESTIO_CUSTOMER_API_BASE_URL: simulator.url, TESTIO_CUSTOMER_API_TOKEN: simulator.token });

const run = (name: string, ...args: string[]) =>
  runProgram(process.execPath, [programOf(name), ...args], { cwd: directory, env: env() });

const bugsOf = (testId: number) => simulator.truth.bugIds(testId).map((id) => simulator.truth.bug(id) ?? {});

describe("the examples", () => {
  it("fit on a screen, and the README and the page on libraries tell of each", async () => {
    const readme = await readFile(join(examples, "README.md"), "utf8");
    const libraries = await readFile(join(examples, "../docs/libraries.md"), "utf8");
    const files = await readdir(join(examples, "src"));
    expect(files).toHaveLength(3);
    for (const file of files) {
      const lines = (await readFile(join(examples, "src", file), "utf8")).trimEnd().split("\n");
      expect(lines.length, file).toBeLessThan(80);
      expect(readme.includes(basename(file, ".ts")), `examples/README.md on ${file}`).toBe(true);
      expect(libraries.includes(`../examples/src/${file}`), `docs/libraries.md on ${file}`).toBe(true);
    }
  });
});

describe("mirror-one-product", () => {
  it("copies everything of the product, and what is new when it is run again", async () => {
    const tests = simulator.truth.testIds(productId);
    const bugs = tests.flatMap((id) => simulator.truth.bugIds(id));
    const first = await run("mirror-one-product", String(productId));
    expect(first.code, first.stderr).toBe(0);
    expect(first.stdout).toMatch(
      new RegExp(`^success: ${tests.length} new tests; ${tests.length} tests and ${bugs.length} bugs in`, "m"),
    );

    simulator.world.addTest(productId, { title: "Arrived later" });
    const { stdout } = await run("mirror-one-product", String(productId));
    expect(stdout).toMatch(new RegExp(`^success: 1 new tests; ${tests.length + 1} tests`, "m"));
  });

  it("says what is missing, and fails", async () => {
    simulator.faults.add({ match: ({ path }) => path === "/bugs", fault: { kind: "status", status: 500 } });
    const { code, stdout, stderr } = await run("mirror-one-product", String(productId));
    expect(code).toBe(1);
    expect(stdout).toMatch(/^partial_failure: /m);
    expect(stderr).toMatch(/^Missing: /m);
  });
});

describe("bug-load", () => {
  it("weighs the bugs of each month's tests as TestIO has them", async () => {
    await run("mirror-one-product", String(productId));
    const { code, stdout, stderr } = await run("bug-load", String(productId));
    expect(code, stderr).toBe(0);

    const months = new Map<string, { tests: number; load: number }>();
    for (const id of simulator.truth.testIds(productId)) {
      const { end_at: end } = simulator.truth.test(id) ?? {};
      const name = typeof end === "string" ? new Date(end).toISOString().slice(0, 7) : "no end";
      const month = months.get(name) ?? { tests: 0, load: 0 };
      const weights: Record<string, number> = { critical: 10, high: 3, low: 1 };
      const counted = bugsOf(id).filter(({ status }) => status === "forwarded" || status === "accepted");
      for (const { severity } of counted) month.load += weights[String(severity)] ?? 0;
      months.set(name, { ...month, tests: month.tests + 1 });
    }
    const expected = [...months].map(([name, { tests, load }]) => `${name}\t${tests}\t${(load / tests).toFixed(2)}`);
    const [heading, ...rows] = stdout.trimEnd().split("\n");
    expect(heading).toBe("month\ttests\tload per test");
    expect(rows.toSorted()).toEqual(expected.toSorted());
  });

  it("leaves out tests whose bugs it does not know", async () => {
    simulator.faults.add({ match: ({ path }) => path === "/bugs", fault: { kind: "status", status: 500 } });
    await run("mirror-one-product", String(productId));
    const { stdout, stderr } = await run("bug-load", String(productId));
    expect(
      stdout
        .trimEnd()
        .split("\n")
        .slice(1)
        .every((row) => row.endsWith("\t0\tunknown")),
    ).toBe(true);
    expect(stderr).toContain(`${simulator.truth.testIds(productId).length} tests whose bugs were never fetched`);
  });
});

describe("sync-on-request", () => {
  const running = new Set<ChildProcess>();

  afterEach(async () => {
    const ended = [...running].filter(({ exitCode }) => exitCode === null).map((child) => once(child, "exit"));
    for (const child of running) child.kill("SIGKILL");
    await Promise.all(ended);
    running.clear();
  });

  async function start() {
    const child = spawn(process.execPath, [programOf("sync-on-request"), "0"], {
      cwd: directory,
      env: { ...process.env, ...env() },
      stdio: ["ignore", "pipe", "inherit"],
    });
    running.add(child);
    const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
    const { value } = await lines.next();
    return { child, lines, url: String(value).replace("POST ", "") };
  }

  const post = (url: string) => fetch(url, { method: "POST" });

  /** Resolves when a sync asks for the first list of tests, which is never answered. */
  function hangingSync(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const match = ({ path }: { path: string }) => {
      const hangs = path.endsWith("exploratory_tests");
      if (hangs) resolve();
      return hangs;
    };
    simulator.faults.add({ match, fault: { kind: "hang" } });
    return promise;
  }

  it("syncs when it is asked to, and knows nothing else", async () => {
    const { url } = await start();
    const response = await post(url);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      status: "success",
      testsDiscovered: simulator.truth.testIds().length,
      testsUpdated: 0,
      messages: [],
    });
    expect((await fetch(url)).status).toBe(404);
  });

  it("answers 409 while another process syncs the same database", async () => {
    const hangs = hangingSync();
    const first = await start();
    const second = await start();
    const pending = post(first.url).catch((error: unknown) => error);
    await hangs;
    const response = await post(second.url);
    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({ status: "failure", messages: [expect.stringContaining("sync")] });
    first.child.kill("SIGTERM");
    await pending;
  });

  it("ends a sync under way when it is told to end", async () => {
    const hangs = hangingSync();
    const { child, lines, url } = await start();
    const pending = post(url);
    await hangs;
    const exited = once(child, "exit");
    child.kill("SIGINT");
    expect(await (await pending).json()).toMatchObject({ status: "cancelled" });
    expect(await lines.next()).toMatchObject({ value: "The sync under way was cancelled." });
    expect(await exited).toEqual([0, null]);
  });
});
