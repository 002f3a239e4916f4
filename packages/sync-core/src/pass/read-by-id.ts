import { isApiError } from "@testio/api-client";
import type { TestWrite } from "@testio/store";
import { isBadRecordError } from "../errors/is-bad-record-error.js";
import { toTestWrite } from "../mapping/test.js";
import { allOrNone } from "../run/all-or-none.js";
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
    const ask = async (id: number, signal: AbortSignal) => {
      const answer = await askFor(run, id, product.id, signal);
      if (answer === "gone" || answer === "unclear") result[answer].push(id);
      else tests.push(answer);
    };
    try {
      const { concurrency } = run.limits;
      await allOrNone(ids.slice(start, start + CHUNK), { signal: run.signal, concurrency }, ask);
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

async function askFor(
  { client }: Run,
  id: number,
  productId: number,
  signal: AbortSignal,
): Promise<TestWrite | "gone" | "unclear"> {
  try {
    const test = await client.getTest(id, {}, { signal });
    return toTestWrite(test, test.product?.id ?? productId);
  } catch (error) {
    if (isApiError(error) && error.name === "ApiNotFoundError") return "gone";
    if (isBadRecordError(error) || (isApiError(error) && error.name === "ApiForbiddenError")) return "unclear";
    throw error;
  }
}
