import { type ApiTest, isApiError } from "@testio/api-client";
import type { TestStamp } from "@testio/store";
import type { Brake } from "../bugs/brake.js";
import { describeError } from "../errors/describe-error.js";
import { peopleOfTests } from "../mapping/person.js";
import { toTestWrite } from "../mapping/test.js";
import { type FreshnessContext, outsideReason } from "./context.js";
import { isTestDue } from "./due.js";
import type { Kind } from "./ensure.js";
import { InFlight, type Outcome } from "./in-flight.js";
import { isLater } from "./is-later.js";

/** Tests by id, one request each. */
export function testKind(context: FreshnessContext): Kind {
  const { store, now } = context;
  return {
    inFlight: new InFlight(),
    now,
    async sort(ids, { force = false }) {
      const stamps = new Map((await store.testStamps(ids)).map((stamp) => [stamp.id, stamp]));
      const age = { now: now(), ttlMs: context.cacheTtlMs };
      const due = ids.filter((id) => {
        const stamp = stamps.get(id);
        return stamp === undefined || (context.isAllowed(stamp.productId) && isTestDue(stamp, age, force));
      });
      return { due, known: new Map() };
    },
    groups: (due) => due.map((id) => [id]),
    async fetch(ids, signal, brake) {
      const outcomes = ids.map(
        async (id): Promise<[number, Outcome]> => [id, await fetchTest(context, id, signal, brake)],
      );
      return new Map(await Promise.all(outcomes));
    },
    async fetchedAt(ids) {
      return new Map((await store.testStamps(ids)).map(({ id, syncedAt }) => [id, syncedAt]));
    },
  };
}

async function fetchTest(context: FreshnessContext, id: number, signal: AbortSignal, brake: Brake): Promise<Outcome> {
  if (brake.reason !== null) return failed(brake.reason.message);
  const sentAt = context.now();
  let test: ApiTest;
  try {
    test = await context.client.getTest(id, {}, { signal });
    brake.note(null);
  } catch (error) {
    signal.throwIfAborted();
    if (!isApiError(error)) throw error;
    brake.note(error);
    if (error.name !== "ApiNotFoundError") return failed(describeError(error).message);
    return (await stampOf(context, id)) === undefined ? { kind: "missing" } : failed(goneReason(id));
  }
  signal.throwIfAborted();
  return storeTest(context, id, test, sentAt);
}

async function storeTest(context: FreshnessContext, id: number, test: ApiTest, sentAt: Date): Promise<Outcome> {
  if (test.id !== id) return failed(`TestIO answered test ${test.id} when asked for test ${id}.`);
  return context.store.write(async (tx): Promise<Outcome> => {
    // Within the transaction, when nobody else can write.
    const stamp = await stampOf(context, id);
    const productId = test.product?.id ?? stamp?.productId;
    if (productId === undefined) return failed(`TestIO does not say which product test ${id} belongs to.`);
    if (!context.isAllowed(productId)) return failed(outsideReason(productId));
    const later = isLater(sentAt, context.now());
    if (stamp !== undefined && (later(stamp.syncedAt) || later(stamp.deletedAt))) return { kind: "fetched" };
    const write = toTestWrite(test, productId);
    await tx.upsertTests([write], { pass: null, keepPass: [], syncedAt: sentAt, answeredAt: context.now() });
    await tx.upsertUsers(peopleOfTests([write]), sentAt);
    return { kind: "fetched" };
  });
}

async function stampOf({ store }: FreshnessContext, id: number): Promise<TestStamp | undefined> {
  const [stamp] = await store.testStamps([id]);
  return stamp;
}

/** Only a pass over the whole list may mark tests deleted. */
function goneReason(id: number): string {
  return `TestIO says that there is no test ${id} any more (404). The next full sync will settle that.`;
}

function failed(reason: string): Outcome {
  return { kind: "failed", reason };
}
