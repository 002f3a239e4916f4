import type { BugWrite } from "@testio/store";
import { isLater } from "../freshness/is-later.js";
import { peopleOfBugs } from "../mapping/person.js";
import type { BugSource, TestRef } from "./bug-source.js";
import { EmptyAnswerError } from "./empty-answer-error.js";
import type { BugAnswer, BugQuestion } from "./fetch-bugs.js";

/**
 * Stores an answer as the full list of bugs of the tests asked for, and stamps them with the time of the question: what
 * is gone from it gets a tombstone. Tests about which a later question was answered meanwhile are left as they are.
 *
 * @returns false when nothing was stored, since the answer is empty and bugs would have to go: only a second one may do that
 */
export async function storeBugs(
  source: BugSource,
  question: BugQuestion,
  answer: BugAnswer,
  mayEmpty: boolean,
): Promise<boolean> {
  try {
    await source.write(async (tx) => {
      const later = await settledLater(source, question.tests, answer.sentAt);
      const testIds = question.tests.flatMap(({ id }) => (later.has(id) ? [] : [id]));
      const scope = "productId" in question && later.size === 0 ? { productId: question.productId } : { testIds };
      const bugs = [...answer.bugs, ...straysToKeep(question, answer)].filter(({ testId }) => !later.has(testId));
      const { deleted } = await tx.replaceBugs(scope, bugs, answer.sentAt);
      if (deleted > 0 && answer.bugs.length === 0 && !mayEmpty) throw new EmptyAnswerError();
      await tx.upsertUsers(peopleOfBugs(bugs), answer.sentAt);
    });
    return true;
  } catch (error) {
    if (error instanceof EmptyAnswerError) return false;
    throw error;
  }
}

/** Stores the bugs of an answer that is no proof of being complete: nothing is stamped, nothing deleted. */
export async function storeDoubtfulBugs(source: BugSource, question: BugQuestion, answer: BugAnswer): Promise<void> {
  const bugs = [...answer.bugs, ...straysToKeep(question, answer)];
  await source.write(async (tx) => {
    await tx.upsertBugs(bugs, answer.sentAt);
    await tx.upsertUsers(peopleOfBugs(bugs), answer.sentAt);
  });
}

/** Bugs nobody asked for are bugs all the same, but for those of products that are not being worked on. */
function straysToKeep(question: BugQuestion, { strays }: BugAnswer): BugWrite[] {
  const products = new Set(question.tests.map(({ productId }) => productId));
  return strays.filter(({ productId }) => products.has(productId));
}

/**
 * Tests that were found gone, or whose bugs were fetched, by a later question. Read within the transaction, when nobody
 * else can write.
 */
async function settledLater(source: BugSource, tests: readonly TestRef[], sentAt: Date): Promise<Set<number>> {
  const now = source.now();
  const stamps = await source.store.testStamps(tests.map(({ id }) => id));
  const later = stamps.filter(({ bugsSyncedAt, deletedAt }) => [bugsSyncedAt, deletedAt].some(isLater(sentAt, now)));
  return new Set(later.map(({ id }) => id));
}
