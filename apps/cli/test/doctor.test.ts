import { chmodSync, closeSync, existsSync, fstatSync, mkdirSync, openSync, writeFileSync, writeSync } from "node:fs";
import { createServer } from "node:http";
import { dirname, join } from "node:path";
import { startSimulator } from "@testio/simulator";
import { describe, expect, it, onTestFinished } from "vitest";
import { badRecords } from "./support/bad-records.js";
import { holdTestLists } from "./support/hold.js";
import { NOW, Workbench } from "./support/workbench.js";

interface Doctored {
  code: number | null;
  /** State and message per subject, in order. */
  checks: { name: string; state: string; message: string }[];
  of: (name: string) => { state: string; message: string };
}

async function doctor(bench: Workbench, options: Parameters<Workbench["run"]>[1] = {}): Promise<Doctored> {
  const { code, stdout, stderr } = await bench.run(["doctor", "--json"], options);
  expect(stderr).toBe("");
  const { healthy, checks } = JSON.parse(stdout) as { healthy: boolean; checks: Doctored["checks"] };
  expect(healthy).toBe(code === 0);
  const of = (name: string) => {
    const [found, ...others] = checks.filter((check) => check.name === name);
    expect(others).toEqual([]);
    if (found === undefined) throw new Error(`Nothing was said about ${name}.`);
    return { state: found.state, message: found.message };
  };
  return { code, checks, of };
}

describe("doctor", () => {
  it("has a line for everything when all is well, and exit code 0", async () => {
    const bench = new Workbench();
    await bench.simulate();
    await bench.run(["sync"]);
    const { code, stdout, stderr } = await bench.run(["doctor"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const lines = stdout.split("\n");
    const expected = [
      /^ok {5}Settings {5}All of them are understood\.$/,
      /^ok {5}Env file {5}There is no ~\/\.testio-mcp\.env; the token comes from elsewhere\. testio-mcp setup would make one\.$/,
      /^ok {5}Token {8}Set, and TestIO accepts it\.$/,
      /^ok {5}API {10}127\.0\.0\.1:\d+ answered in \d+ ms and lists 2 products\.$/,
      /^ok {5}Clock {8}This machine's clock agrees with TestIO's\.$/,
      /^ok {5}Permissions {2}Only you can read and write it\.$/,
      /^ok {5}Database {5}.+cache\.db \(.+\) opens and is intact\.$/,
      /^ok {5}Coverage {5}The tests of all 2 products are complete\.$/,
      /^(?:ok|hint) +Disk {9}.+ free at .+\.$/,
      /^ok {5}Background {3}No server is running; testio-mcp serve would sync from time to time\.$/,
      /^ok {5}Lock {9}Free: no sync is running\.$/,
      /^ok {5}Assistants {3}None is connected\. testio-mcp connect connects .+\.$/,
      /^$/,
      /^Nothing is wrong(?:, 1 hint)?\.$/,
      /^$/,
    ];
    expect(lines).toHaveLength(expected.length);
    for (const [index, line] of lines.entries()) expect(line).toMatch(expected[index] ?? /never/);
  });

  it("works without token, database and network, says so plainly, and makes no database", async () => {
    const bench = new Workbench();
    const { code, of } = await doctor(bench);
    expect(code).toBe(1);
    expect(of("token")).toMatchObject({
      state: "wrong",
      message: expect.stringContaining("No TestIO API token is set."),
    });
    expect(of("api")).toEqual({ state: "unknown", message: "Not asked, since there is no token." });
    expect(of("clock").state).toBe("unknown");
    expect(of("database")).toEqual({
      state: "hint",
      message: `There is no database yet at ${bench.dbPath}. Run testio-mcp sync to make it and fetch your data.`,
    });
    expect(of("lock").state).toBe("ok");
    expect(existsSync(dirname(bench.dbPath))).toBe(false);
    const { stdout } = await bench.run(["doctor"]);
    expect(stdout).toMatch(/^\? {6}API /m);
    expect(stdout).toMatch(/\n1 thing is wrong, \d hints?\.\n$/);
  });

  it("shows wrong settings and stops there, since everything else depends on them", async () => {
    const { code, checks } = await doctor(new Workbench(), { env: { TESTIO_PAGE_SIZE: "many", LOG_LEVEL: "loud" } });
    expect(code).toBe(1);
    expect(checks.map(({ name, state }) => `${name} ${state}`)).toEqual(["settings wrong", "settings wrong"]);
    const directory = await doctor(new Workbench(), { env: { TESTIO_DB_PATH: "/" } });
    expect(directory.of("settings")).toMatchObject({
      state: "wrong",
      message: expect.stringContaining("is a directory"),
    });
  });

  it("passes on warnings about settings", async () => {
    const bench = new Workbench();
    await bench.simulate();
    const { code, of } = await doctor(bench, { env: { TESTIO_PAGESIZE: "1" } });
    expect(code).toBe(0);
    expect(of("settings")).toMatchObject({ state: "hint", message: expect.stringContaining("TESTIO_PAGE_SIZE") });
  });

  it("ends with exit code 130 when it is interrupted", async () => {
    const bench = new Workbench();
    const { faults } = await bench.simulate();
    faults.add({ match: () => true, fault: { kind: "hang" } });
    const interruption = new AbortController();
    const running = bench.run(["doctor"], { signal: interruption.signal, onStdout: () => interruption.abort() });
    expect((await running).code).toBe(130);
    const again = await bench.run(["doctor", "--json"], { signal: AbortSignal.abort() });
    expect(again.code).toBe(130);
    expect(JSON.parse(again.stdout)).toEqual({ status: "cancelled", warnings: [], errors: [] });
  });
});

describe("doctor about TestIO", () => {
  it("says that the token is refused", async () => {
    const bench = new Workbench();
    await bench.simulate();
    bench.setToken("t0ken-of-nobody-1234567890");
    const { code, of } = await doctor(bench);
    expect(code).toBe(1);
    expect(of("token")).toMatchObject({ state: "wrong", message: expect.stringMatching(/^TestIO refused the token/) });
    expect(of("api")).toMatchObject({ state: "ok", message: expect.stringMatching(/answers\.$/) });
  });

  it("says that TestIO cannot be reached", async () => {
    const bench = new Workbench();
    const { url, close } = await startSimulator({ products: 0 });
    await close();
    bench.setToken("t0ken-of-nobody-1234567890");
    const { code, of } = await doctor(bench, { env: { TESTIO_CUSTOMER_API_BASE_URL: url } });
    expect(code).toBe(1);
    expect(of("api")).toMatchObject({
      state: "wrong",
      message: expect.stringMatching(/could not be reached.*refuses/),
    });
    expect(of("token")).toMatchObject({ state: "unknown" });
    expect(of("clock")).toMatchObject({ state: "unknown" });
  });

  it("says which of TESTIO_PRODUCT_IDS the token cannot see", async () => {
    const bench = new Workbench();
    const { truth } = await bench.simulate();
    const [known = 0] = truth.productIds();
    const missing = await doctor(bench, { env: { TESTIO_PRODUCT_IDS: `${known},7,8` } });
    expect(missing.of("products")).toEqual({
      state: "wrong",
      message:
        "Products 7 and 8 of TESTIO_PRODUCT_IDS cannot be seen with this token. Correct the setting, or ask for access.",
    });
    const all = await doctor(bench, { env: { TESTIO_PRODUCT_IDS: `${known}` } });
    expect(all.of("products").state).toBe("ok");
  });

  it.each([
    [-3_600_000, "wrong", "This machine's clock is 1 h ahead of TestIO's."],
    [3_600_000, "wrong", "This machine's clock is 1 h behind TestIO's."],
    [-60_000, "hint", "clock is"],
  ])("compares the clocks: a server that is %i ms off", async (offsetMs, state, sentence) => {
    const server = createServer((_request, response) => {
      response.setHeader("date", new Date(Date.now() + offsetMs).toUTCString());
      response.end(JSON.stringify({ products: [] }));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
    const address = server.address();
    const port = typeof address === "object" ? address?.port : undefined;
    const bench = new Workbench();
    bench.setToken("t0ken-of-nobody-1234567890");
    const { of } = await doctor(bench, {
      env: { TESTIO_CUSTOMER_API_BASE_URL: `http://127.0.0.1:${port}/customer/v2` },
    });
    expect(of("clock").state).toBe(state);
    expect(of("clock").message).toContain(sentence);
  });
});

describe("doctor about the database", () => {
  it("says that a file is no database, and leaves it alone", async () => {
    const bench = new Workbench();
    mkdirSync(dirname(bench.dbPath));
    writeFileSync(bench.dbPath, "not a database", { mode: 0o600 });
    const { code, of } = await doctor(bench);
    expect(code).toBe(1);
    expect(of("database")).toMatchObject({ state: "wrong", message: expect.stringContaining(bench.dbPath) });
  });

  it("says that it is damaged", async () => {
    const bench = new Workbench();
    await bench.simulate();
    await bench.run(["sync"]);
    const file = openSync(bench.dbPath, "r+");
    const { size } = fstatSync(file);
    const half = Math.floor(size / 8192) * 4096;
    writeSync(file, Buffer.alloc(Math.min(65_536, size - half), 0xff), 0, undefined, half);
    closeSync(file);
    const { code, of } = await doctor(bench);
    expect(code).toBe(1);
    expect(of("database")).toMatchObject({
      state: "wrong",
      message: expect.stringMatching(/is damaged.* Move it away/),
    });
  });

  it("says that none can be made where a file stands in the way", async () => {
    const bench = new Workbench();
    const obstacle = join(bench.cwd, "file");
    writeFileSync(obstacle, "");
    const { code, of } = await doctor(bench, { env: { TESTIO_DB_PATH: join(obstacle, "cache.db") } });
    expect(code).toBe(1);
    expect(of("database")).toMatchObject({
      state: "wrong",
      message: expect.stringContaining(`${obstacle} is a file.`),
    });
  });

  it("says who could read it", async () => {
    const bench = new Workbench();
    await bench.simulate();
    await bench.run(["sync"]);
    chmodSync(bench.dbPath, 0o644);
    const { code, of } = await doctor(bench);
    expect(code).toBe(0);
    expect(of("permissions")).toEqual({
      state: "hint",
      message: `Others on this machine may be able to read ${bench.dbPath} (mode 644). Run chmod 600 on it.`,
    });
  });

  it("says what of the coverage is missing", async () => {
    const { bench } = await badRecords();
    const { code, of } = await doctor(bench);
    expect(code).toBe(0);
    expect(of("coverage")).toEqual({
      state: "hint",
      message: "1 list position cannot be read. See testio-mcp problematic list.",
    });
  });

  it("says that a product failed", async () => {
    const bench = new Workbench();
    const { faults, truth } = await bench.simulate();
    const [broken = 0] = truth.productIds();
    faults.add({
      match: ({ path }) => path.startsWith(`/products/${broken}/`),
      fault: { kind: "status", status: 403 },
    });
    await bench.run(["sync"]);
    const { code, checks } = await doctor(bench);
    expect(code).toBe(1);
    expect(checks.filter(({ name }) => name === "coverage")).toMatchObject([
      { state: "wrong", message: expect.stringMatching(new RegExp(`^Product ${broken} failed: `)) },
      { state: "hint", message: `Never synced: product ${broken}. Run testio-mcp sync.` },
    ]);
  });

  it("says that nothing is kept on disk", async () => {
    const { of } = await doctor(new Workbench(), { env: { TESTIO_ENABLE_LOCAL_STORE: "false" } });
    expect(of("database")).toEqual({
      state: "ok",
      message: "Nothing is kept on disk, since TESTIO_ENABLE_LOCAL_STORE is false.",
    });
  });
});

describe("doctor about the lock", () => {
  it("names a sync that is running", async () => {
    const bench = new Workbench();
    const hold = holdTestLists(await bench.simulate());
    const sync = bench.run(["sync"]);
    await hold.reached;
    const { of } = await doctor(bench);
    expect(of("lock")).toMatchObject({ state: "ok", message: expect.stringContaining(`process ${process.pid} on `) });
    hold.release();
    await sync;
  });

  it("says that a dead process left one behind", async () => {
    const bench = new Workbench();
    mkdirSync(dirname(bench.dbPath));
    const record = {
      token: "x",
      pid: 4_194_300,
      host: (await import("node:os")).hostname(),
      started_at: NOW.toISOString(),
    };
    writeFileSync(join(dirname(bench.dbPath), "sync.lock"), JSON.stringify({ ...record, incarnation: null }));
    const { of } = await doctor(bench);
    expect(of("lock")).toMatchObject({
      state: "hint",
      message: expect.stringMatching(/^Left behind .*process 4194300/),
    });
  });

  it("says that something else lies in its place", async () => {
    const bench = new Workbench();
    mkdirSync(join(dirname(bench.dbPath), "sync.lock"), { recursive: true });
    const { code, of } = await doctor(bench);
    expect(code).toBe(1);
    expect(of("lock").state).toBe("wrong");
  });
});
