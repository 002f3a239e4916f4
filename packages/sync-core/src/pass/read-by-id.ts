import { isApiError } from "@testio/api-client";
import type { TestWrite } from "@testio/store";
import pMap from "p-map";
import { isBadRecordError } from "../errors/is-bad-record-error.js";
import { toTestWrite } from "../mapping/test.js";
import type { Run } from "../run/run.js";
import type { ListReading } from "./pass.js";

/** Tests asked for one by one, by what TestIO said of them. */
export interface ReadById {
  /** They exist, and are stored as they are now. */
  alive: TestWrite[];
  /** 404: there is no such test. */
  gone: number[];
  /** 403 or 500: TestIO says neither. */
  unclear: number[];
}

/** Tests of a chunk are stored together. */
const CHUNK = 50;

/**
 * Asks for tests by their ids, and stores those that answer.
 *
 * @throws whatever else TestIO answers; what was read until then is stored.
 */
export async function readTestsById({ run, product, read }: ListReading, ids: readonly number[]): Promise<ReadById> {
  const result: ReadById = { alive: [], gone: [], unclear: [] };
  for (let start = 0; start < ids.length; start += CHUNK) {
    const tests: TestWrite[] = [];
    const syncedAt = run.now();
    const ask = async (id: number) => {
      const answer = await askFor(run, id, product.id);
      if (answer === "gone" || answer === "unclear") result[answer].push(id);
      else tests.push(answer);
    };
    try {
      await pMap(ids.slice(start, start + CHUNK), ask, { concurrency: run.limits.concurrency });
    } finally {
      if (tests.length > 0 && !run.signal.aborted) {
        const counts = await run.write((tx) =>
          tx.upsertTests(tests, { pass: null, keepPass: [], syncedAt, answeredAt: run.now() }),
        );
        run.counts.testsUpdated += counts.updated;
        run.counts.testsDiscovered += counts.inserted;
      }
      for (const { id } of tests) read.add(id);
      result.alive.push(...tests);
    }
  }
  return result;
}

async function askFor(run: Run, id: number, productId: number): Promise<TestWrite | "gone" | "unclear"> {
  try {
    const test = await run.client.getTest(id, {}, { signal: run.signal });
    return toTestWrite(test, test.product?.id ?? productId);
  } catch (error) {
    if (isApiError(error) && error.name === "ApiNotFoundError") return "gone";
    if (isBadRecordError(error) || (isApiError(error) && error.name === "ApiForbiddenError")) return "unclear";
    throw error;
  }
}
