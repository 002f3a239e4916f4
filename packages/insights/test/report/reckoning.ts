import { REJECT_REASONS, type Simulator } from "@testio/simulator";

type Json = Readonly<Record<string, unknown>>;

/** Which of TestIO's tests are counted. */
export interface Wanted {
  productIds: readonly number[];
  testIds?: readonly number[];
  statuses?: readonly string[];
  /** First and last day, `YYYY-MM-DD`. */
  first?: string;
  last?: string;
}

const EXECUTED = ["running", "locked", "archived", "customer_finalized"];

/** What a report should say, reckoned in plain loops over what TestIO holds. */
export function reckon(simulator: Simulator, wanted: Wanted) {
  const tests = wanted.productIds
    .flatMap((productId) => testsOf(simulator, productId))
    .filter((test) => isWanted(test, wanted));
  const bugs = tests.flatMap((test) => simulator.truth.bugIds(test.id).map((id) => bugOf(simulator, test, id)));
  return { tests, bugs, ...outcomes(bugs) };
}

export type Reckoning = ReturnType<typeof reckon>;
type ReckonedTest = ReturnType<typeof testsOf>[number];

function testsOf(simulator: Simulator, productId: number) {
  return simulator.truth.testIds(productId).map((id) => {
    const raw = simulator.truth.test(id) ?? {};
    const end = typeof raw.end_at === "string" ? new Date(raw.end_at).toISOString() : null;
    return {
      id,
      productId,
      status: String(raw.status),
      type: raw.testing_type === null ? "none" : String(raw.testing_type),
      end,
      month: end === null ? "none" : end.slice(0, 7),
      features: new Set(list(raw.features).map((feature) => Number(feature.feature_id))),
      systems: new Set(list(raw.requirements).map((row) => name(row.operating_system))),
    };
  });
}

function isWanted(test: ReckonedTest, { testIds, statuses = EXECUTED, first, last }: Wanted): boolean {
  if (testIds) return testIds.includes(test.id);
  if (!statuses.includes(test.status)) return false;
  const day = test.end?.slice(0, 10) ?? null;
  if (first !== undefined && (day === null || day < first)) return false;
  return last === undefined || (day !== null && day <= last);
}

function bugOf(simulator: Simulator, test: ReckonedTest, id: number) {
  const raw = simulator.truth.bug(id) ?? {};
  const auto = raw.status === "accepted" && raw.auto_accepted === true;
  const feature = raw.test_feature as Json | null;
  const reported = new Date(String(raw.reported_at));
  return {
    id,
    test,
    status: auto ? "auto_accepted" : String(raw.status),
    severity: String(raw.severity),
    known: raw.known === true,
    feature: feature === null ? null : Number(feature.feature_id),
    systems: new Set(list(raw.devices).map((device) => name(device.operating_system))),
    reported,
    ...rejection(raw, reported),
  };
}

/** The newest comment that begins with a standard sentence says why and when. */
function rejection(raw: Json, reported: Date): { reason: string | null; daysToRejection: number | null } {
  if (raw.status !== "rejected") return { reason: null, daysToRejection: null };
  for (const comment of list(raw.comments).toReversed()) {
    const reason = REJECT_REASONS.find(({ default_comment: text }) => String(comment.body).startsWith(text));
    if (!reason) continue;
    const days = (new Date(String(comment.created_at)).getTime() - reported.getTime()) / 86_400_000;
    return { reason: reason.key, daysToRejection: days };
  }
  return { reason: null, daysToRejection: null };
}

export function outcomes(bugs: readonly { status: string }[]) {
  const amount = (status: string) => bugs.filter((bug) => bug.status === status).length;
  const [accepted, auto_accepted, rejected, open] = [
    amount("accepted"),
    amount("auto_accepted"),
    amount("rejected"),
    amount("forwarded"),
  ];
  const other = bugs.length - accepted - auto_accepted - rejected - open;
  return { by_status: { accepted, auto_accepted, rejected, open, other } };
}

export function countOf<Item>(items: readonly Item[], key: (item: Item) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[key(item)] = (counts[key(item)] ?? 0) + 1;
  return counts;
}

function list(value: unknown): Json[] {
  return Array.isArray(value) ? value : [];
}

function name(thing: unknown): string | null {
  const text = typeof thing === "object" && thing !== null && "name" in thing ? thing.name : null;
  return typeof text === "string" && text.trim() !== "" ? text : null;
}
