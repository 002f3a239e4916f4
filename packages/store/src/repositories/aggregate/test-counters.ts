import type { TestFact } from "../../types.js";
import { present } from "./columns/codes.js";
import type { Tests } from "./columns/column-cache.js";
import { NONE } from "./columns/dictionary.js";
import type { Vocabulary } from "./columns/vocabulary.js";
import { type Counter, distinctListed, weighted } from "./counters.js";

/** Of a column of 0 and 1. */
const ITSELF = Uint8Array.of(0, 1);

/** 1 for every code, but for none at all. */
const anyOf = (dictionary: { size: number }, none = 0) => new Uint8Array(dictionary.size).fill(1).fill(none, NONE, 1);

/** For each fact, what counts it. */
export const TEST_COUNTERS: Readonly<Record<TestFact, (vocabulary: Vocabulary) => Counter<Tests>>> = {
  tests: ({ statuses }) => weighted(({ tests }) => ({ codes: tests.statuses, weights: anyOf(statuses, 1) })),
  testsCreated: ({ customers }) => weighted(({ tests }) => ({ codes: tests.customers, weights: anyOf(customers) })),
  testsSubmitted: () => weighted(({ tests }) => ({ codes: tests.submitted, weights: ITSELF })),
  neverFetchedBugs: () => weighted(({ tests }) => ({ codes: tests.neverFetched, weights: ITSELF })),
  features: () => distinctListed(({ lists }) => present(lists.features)),
};
