import { describe, expect, it } from "vitest";
import { debugDetails, describeFailure } from "../src/failure.js";
import { toSnakeCase } from "../src/output/snake-case.js";
import { textTable } from "../src/output/text-table.js";
import {
  aboutSeconds,
  bytesInWords,
  countOf,
  entitiesInWords,
  listInWords,
  momentWithAge,
  secondsInWords,
} from "../src/output/words.js";
import { progressLine } from "../src/progress/progress-line.js";
import { syncExitCode } from "../src/sync/sync-exit-code.js";
import { NOW } from "./support/workbench.js";

describe("words", () => {
  it("counts", () => {
    expect([countOf(1, "test"), countOf(0, "test"), countOf(2000, "test")]).toEqual([
      "1 test",
      "0 tests",
      "2,000 tests",
    ]);
  });

  it("measures sizes", () => {
    expect([0, 999, 1000, 12_345_678, 3e15].map(bytesInWords)).toEqual([
      "0 bytes",
      "999 bytes",
      "1.0 kB",
      "12.3 MB",
      "3000.0 TB",
    ]);
  });

  it("measures times", () => {
    expect([0.04, 59.9, 60, 3599.6].map(secondsInWords)).toEqual(["0.0 s", "59.9 s", "1 min 0 s", "60 min 0 s"]);
  });

  it("estimates times", () => {
    expect([0, 12.4, 90, 3599, 3600, 9000].map(aboutSeconds)).toEqual([
      "1 s",
      "12 s",
      "2 min",
      "1 h",
      "1 h",
      "2 h 30 min",
    ]);
  });

  it("counts what is stored, and people only where they are counted", () => {
    const counts = { products: 6, tests: 724, bugs: 8056, features: 298, users: 45 };
    expect(entitiesInWords(counts)).toBe("6 products, 724 tests, 8,056 bugs, 298 features, 45 users");
    expect(entitiesInWords({ ...counts, products: 1, users: 0 })).toBe(
      "1 product, 724 tests, 8,056 bugs, 298 features",
    );
  });

  it("lists", () => {
    expect([[], [1], [1, 2], ["a", "b", "c"]].map(listInWords)).toEqual(["", "1", "1 and 2", "a, b and c"]);
  });

  it("says how long ago something was", () => {
    const ages = [30, 60, 7200, 200_000].map((seconds) => momentWithAge(new Date(NOW.getTime() - seconds * 1000), NOW));
    expect(ages.map((text) => text.replace(/.*\((.*)\)/, "$1"))).toEqual([
      "just now",
      "1 minute ago",
      "2 hours ago",
      "2 days ago",
    ]);
    expect(momentWithAge(NOW, NOW)).toBe("2026-06-30 12:00 UTC (just now)");
    expect(momentWithAge(new Date(NOW.getTime() + 30_000), NOW)).toContain("(in less than a minute)");
    expect(momentWithAge(new Date(NOW.getTime() + 7_200_000), NOW)).toContain("(in 2 hours)");
  });
});

describe("toSnakeCase", () => {
  it("reaches every key, and writes times in ISO 8601", () => {
    expect(toSnakeCase({ testsNeverFetchedBugs: [{ endAt: NOW, a: null }], id: 1 })).toEqual({
      tests_never_fetched_bugs: [{ end_at: "2026-06-30T12:00:00.000Z", a: null }],
      id: 1,
    });
  });
});

describe("textTable", () => {
  it("lines columns up, numbers to the right", () => {
    expect(
      textTable(
        ["Id", "Name", "Title"],
        [
          ["1", "a", "x"],
          ["200", "bb", "yy"],
        ],
        { numeric: 1 },
      ),
    ).toBe(["  Id  Name  Title", "   1  a     x", " 200  bb    yy"].map((line) => line.slice(1)).join("\n"));
  });
});

describe("progressLine", () => {
  it("names the holder of the lock, and failed products", () => {
    expect(progressLine({ type: "waiting", holder: "process 7", waitedMs: 1 }, false)).toContain("(process 7)");
    const product = { phase: "FEATURES", productId: 5, title: "Shop", done: 1, total: 2, fraction: 0.5 } as const;
    expect(progressLine({ type: "product", state: "failed", ...product }, false)).toBe("Features 1/2: Shop (5) failed");
    expect(progressLine({ type: "product", state: "started", ...product }, true)).toBeNull();
  });

  it("says nothing about a phase without products", () => {
    const phase = { type: "phase", phase: "FEATURES", state: "started" } as const;
    expect(progressLine({ ...phase, total: 2 }, false)).toBe("Features of 2 products …");
    expect(progressLine({ ...phase, total: 0 }, false)).toBeNull();
  });
});

describe("syncExitCode", () => {
  const because = (kind: string) => [{ phase: null, productId: null, message: "", kind }];

  it.each([
    ["success", [], 0],
    ["failure", because("Error"), 1],
    ["failure", because("SyncScopeError"), 2],
    ["failure", because("SyncOptionsError"), 2],
    ["partial_failure", because("ApiServerError"), 3],
    ["failure", because("SyncLockedError"), 4],
    ["failure", because("ApiAuthenticationError"), 5],
    ["partial_failure", because("ApiAuthenticationError"), 5],
    ["cancelled", [], 130],
  ] as const)("%s with %j is %i", (status, errors, code) => {
    expect(syncExitCode({ status, errors: [...errors] })).toBe(code);
  });
});

describe("errors nobody expected", () => {
  it("are told without their message, which may hold anything", () => {
    const { exitCode, problems } = describeFailure(new TypeError("<html>secret"));
    expect(exitCode).toBe(1);
    expect(problems[0]?.message).toMatch(/^Something unexpected went wrong \(TypeError\)\./);
    expect(describeFailure("thrown text").problems[0]?.message).not.toContain("thrown");
  });

  it("come with a stack for LOG_LEVEL=debug, without secrets", () => {
    const details = debugDetails(new TypeError("token abc"), ["abc", null, undefined]);
    expect(details).toMatch(/^TypeError: token …\n\s+at /);
    expect(debugDetails("text", [])).toBe("text");
  });
});
