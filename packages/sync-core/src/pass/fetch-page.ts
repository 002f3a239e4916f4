import { isBadRecordError } from "../errors/is-bad-record-error.js";
import { toTestWrite } from "../mapping/test.js";
import { isolatePage } from "../problems/isolate-page.js";
import { mapInTurns } from "../run/in-turns.js";
import type { ProductInRun, Run } from "../run/run.js";
import type { TestPage } from "./test-page.js";
import { topOf, type Window } from "./window.js";

/** One page of a product's test list, as it will be stored. */
export async function fetchTestPage(
  run: Run,
  { id }: ProductInRun,
  { page, size }: Window,
  signal: AbortSignal = run.signal,
): Promise<TestPage> {
  const sentAt = run.now();
  const answer = await run.client.listTests({ productId: id, page, perPage: size }, { signal });
  const items = await mapInTurns(answer.items, (test) => toTestWrite(test, id));
  return { items, unreadable: answer.unreadable, bad: [], sentAt, isolation: null };
}

export interface PageContext {
  run: Run;
  product: ProductInRun;
  /** Bad records right above the page. */
  badAbove: number;
  /** The place of a record that could be read, from 1; null = there is none. */
  readablePosition: number | null;
}

/** What `read` answers; when it fails for a bad record, what is left of the page without that record. */
export async function readAroundBadRecords(
  window: Window,
  read: () => Promise<TestPage>,
  { run, product, badAbove, readablePosition }: PageContext,
): Promise<TestPage> {
  try {
    return await read();
  } catch (failure) {
    if (!isBadRecordError(failure)) throw failure;
    const sentAt = run.now();
    const { page, ...isolation } = await isolatePage({
      read: (number, size) => fetchTestPage(run, product, { page: number, size }),
      offset: topOf(window),
      count: window.size,
      failure,
      badAbove,
      stillAnswers: (position) => stillAnswers(run, product, position ?? readablePosition),
    });
    return { ...page, sentAt, isolation };
  }
}

/** Whether a place of the list that could be read can still be. If not, it is the list that fails and not a record. */
async function stillAnswers(run: Run, product: ProductInRun, position: number | null): Promise<boolean> {
  if (position === null) return false;
  try {
    await fetchTestPage(run, product, { page: position, size: 1 });
    return true;
  } catch (error) {
    if (isBadRecordError(error)) return false;
    throw error;
  }
}
