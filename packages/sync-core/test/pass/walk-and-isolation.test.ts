import { ApiServerError } from "@testio/api-client";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PassPlan } from "../../src/pass/pass-plan.js";
import { topOf, type Window } from "../../src/pass/window.js";
import { isolatePage } from "../../src/problems/isolate-page.js";
import { badAtEnd, isTest } from "../../src/problems/region.js";
import { propertyRuns } from "../support/property-runs.js";
import { testWrite } from "../support/test-write.js";
import { ChangingList, type During, duringPages } from "./changing-list.js";
import { DrivenWalk, type Page, readable } from "./driven-walk.js";

const failure = new ApiServerError("products/7/exploratory_tests", 500);
/** Requests after which a walk will never end. */
const RUNAWAY = 3000;

interface Case {
  /** How many tests the list has; their ids are 1 to that, the newest first. */
  length: number;
  /** Places in it of bad records, from the top. */
  bad: readonly number[];
  pageSize: number;
  /** The server answers no more rows than this; null = as many as asked for. */
  cap: number | null;
  /** Each smaller page around a bad record counts as a page, too. */
  during: readonly During[];
}

/** Reads a whole list that changes as it is read, around its bad records. */
async function readThrough({ length, bad: places, pageSize, cap, during }: Case) {
  const list = new ChangingList(length);
  const before = [...list.ids];
  const bad = new Set(places.flatMap((place) => before[place % Math.max(1, length)] ?? []));
  let asked = 0;
  const answer = async (page: number, size: number) => {
    asked += 1;
    if (asked > RUNAWAY) throw new Error("It does not end.");
    const rows = list.page(asked, { page, size: Math.min(size, cap ?? size) }, during);
    if (rows.some(({ id }) => bad.has(id))) throw failure;
    return { items: rows.map(({ id, endAt }) => testWrite(id, endAt)), unreadable: [] };
  };
  const driven = new DrivenWalk(fromTopToEnd(pageSize));
  const stored = new Set<number>();
  while (driven.step.next === "page") {
    const { window } = driven.step;
    const page = driven.kept ?? (await readAround(window, answer, badAtEnd(driven.read.region.entries)));
    if (driven.take(window, page, () => "wanted")) for (const { id } of page.items) stored.add(id);
  }
  const stayed = list.stayed(before);
  return {
    reached: driven.step.reached,
    missing: stayed.filter((id) => !bad.has(id) && !stored.has(id)),
    marked: driven.read.region.entries.filter((entry) => !isTest(entry)).length,
    badStayed: stayed.filter((id) => bad.has(id)).length,
  };
}

function fromTopToEnd(pageSize: number): PassPlan {
  return { pass: 1, anchorPass: 0, mayStopAtAnchors: false, floor: null, block: null, pageSize };
}

type Answer = Parameters<typeof isolatePage>[0]["read"];

async function readAround(window: Window, read: Answer, badAbove: number): Promise<Page> {
  try {
    return readable((await read(window.page, window.size)).items);
  } catch (error) {
    if (error !== failure) throw error;
    const request = { read, offset: topOf(window), count: window.size, failure, badAbove };
    const { page, cap, toEnd } = await isolatePage({ ...request, stillAnswers: async () => true });
    return { ...page, isolation: { cap, toEnd } };
  }
}

function expectAllMet({ reached, missing, marked, badStayed }: Awaited<ReturnType<typeof readThrough>>): void {
  expect({ reached, missing }).toEqual({ reached: "end_of_list", missing: [] });
  expect(marked).toBeGreaterThanOrEqual(badStayed);
}

test("whatever happens at any request of a walk around bad records, each test and bad record that stays where it is throughout is met", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        length: fc.nat({ max: 45 }),
        bad: fc.array(fc.nat({ max: 44 }), { maxLength: 4 }),
        pageSize: fc.integer({ min: 5, max: 12 }),
        cap: fc.option(fc.integer({ min: 1, max: 12 })),
        during: duringPages(60, { most: 3, times: 3 }),
      }),
      async (history) => expectAllMet(await readThrough(history)),
    ),
    propertyRuns(10_000),
  );
});

/** At which request it happens that matters changes with the engine, so that each is tried. */
const REQUESTS = Array.from({ length: 60 }, (_, index) => index + 1);
const deletion = (at: number, count: number) => ({ kind: "delete", at, count }) as const;

describe("what random histories have found", () => {
  test("a bad record is no link, though one stood in its place: what lies between the two is not skipped", async () => {
    for (const page of REQUESTS) {
      const during = [{ page, change: deletion(0, 3) }];
      expectAllMet(await readThrough({ length: 21, bad: [9, 14, 17], pageSize: 9, cap: null, during }));
    }
  });

  test("a test that a page further up no longer had is no link: no bad record above it is forgotten", async () => {
    for (const cutAt of REQUESTS.slice(0, 30)) {
      for (const page of REQUESTS.slice(0, 30)) {
        const during = [
          { page: cutAt, change: { kind: "cut", rows: 1 } as const },
          { page, change: deletion(0, 3) },
        ];
        expectAllMet(await readThrough({ length: 12, bad: [8], pageSize: 7, cap: null, during }));
      }
    }
  });

  test("a list that is shorter by one for a single request hides nothing where smaller pages meet", async () => {
    for (const page of REQUESTS) {
      const during = [
        { page, change: deletion(0, 1) },
        { page: page + 1, change: { kind: "add", count: 1 } as const },
      ];
      for (const cap of [null, 2, 4]) {
        expectAllMet(await readThrough({ length: 33, bad: [0, 24], pageSize: 8, cap, during }));
      }
    }
  });

  test("a bad record that takes the place of another at the end of the list hides nothing above it", async () => {
    for (const page of REQUESTS) {
      const during = [{ page, change: deletion(3, 2) }];
      expectAllMet(await readThrough({ length: 7, bad: [3, 4, 6], pageSize: 5, cap: null, during }));
    }
  });

  test("a server that cuts pages is found out below a first page with a bad record, and no cut page is the end", async () => {
    expectAllMet(await readThrough({ length: 12, bad: [0], pageSize: 8, cap: 6, during: [] }));
    for (const page of REQUESTS) {
      const during = [
        { page: 1, change: { kind: "sink", at: 5 } as const },
        { page, change: { kind: "add", count: 3 } as const },
      ];
      expectAllMet(await readThrough({ length: 10, bad: [2, 5], pageSize: 7, cap: 4, during }));
    }
  });
});
