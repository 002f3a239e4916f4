import { setImmediate as eventLoopTurn } from "node:timers/promises";
import type { BugWrite } from "@testio/store";
import { toBugWrite } from "../mapping/bug.js";
import type { BugSource, TestRef } from "./bug-source.js";

/** Bugs made ready to be stored between two turns of the event loop: others wait for answers meanwhile. */
const BUGS_PER_TURN = 50;

/** The bugs of these tests, or all of a product. */
export type BugQuestion = { tests: readonly TestRef[] } | { productId: number; tests: readonly TestRef[] };

/** What TestIO answered to one request for bugs. */
export interface BugAnswer {
  /** When the question was sent: nothing that happened later is known to be in the answer. */
  sentAt: Date;
  /** Of what was asked for. */
  bugs: BugWrite[];
  /** Of other tests, or other products. */
  strays: BugWrite[];
  /** Records that cannot be stored: without a usable id, or without a test. */
  unreadable: number;
}

export async function fetchBugs(source: BugSource, question: BugQuestion): Promise<BugAnswer> {
  const products = new Map(question.tests.map(({ id, productId }) => [id, productId]));
  const wholeProduct = "productId" in question ? question.productId : null;
  const filter = wholeProduct === null ? { testIds: [...products.keys()] } : { productIds: [wholeProduct] };
  const sentAt = source.now();
  const [{ items, unreadable }, reasons] = await Promise.all([
    source.client.listBugs(filter, { signal: source.signal }),
    source.reasons(source.signal),
  ]);
  const answer: BugAnswer = { sentAt, bugs: [], strays: [], unreadable: unreadable.length };
  const context = { reasons, productOf: (testId: number) => products.get(testId) ?? wholeProduct };
  for (const [index, item] of items.entries()) {
    if (index % BUGS_PER_TURN === BUGS_PER_TURN - 1) await eventLoopTurn();
    const bug = toBugWrite(item, context);
    if (bug === null) answer.unreadable += 1;
    else if (wholeProduct === null ? products.has(bug.testId) : bug.productId === wholeProduct) answer.bugs.push(bug);
    else answer.strays.push(bug);
  }
  source.signal.throwIfAborted();
  return answer;
}
