import { REJECT_REASONS, type Simulator } from "@testio/simulator";
import { connect, type Session } from "../support/in-process.js";
import { settingsFor, simulator } from "../support/settings.js";

/** "Today" of the simulated customer. */
const NOW = new Date("2026-06-30T12:00:00.000Z");

export interface GoldenTest {
  id: number;
  product: number;
  title: string;
  status: string;
  type: string;
  goal: string;
  start: string;
  end: string;
  creator: string;
  /** Ids of the product's features. */
  features: number[];
  requirements: number;
}

export interface GoldenBug {
  id: number;
  test: number;
  product: number;
  title: string;
  severity: string;
  /** As people call it: open, accepted, auto_accepted, rejected. */
  outcome: string;
  known: boolean;
  exported: boolean;
  reason: string | null;
  reported: string;
  author: string;
  feature: number | null;
  systems: string[];
  steps: number;
}

/** All that TestIO has, as plain rows, to be counted by loops that know nothing of the tools. */
export interface Golden {
  products: { id: number; name: string }[];
  tests: GoldenTest[];
  bugs: GoldenBug[];
  features: { id: number; product: number }[];
  call: Session["call"];
}

/** A customer of a fixed seed, wholly synced, bugs included. */
export async function golden(): Promise<Golden> {
  const api = await simulator({ seed: 7, products: 3, testsPerProduct: 30, quirks: false, now: NOW });
  const { call } = await connect(await settingsFor(api, { TESTIO_SYNC_BUGS: "true" }), () => NOW);
  const { data } = await call("sync_data");
  if (data.status !== "success") throw new Error(`The golden database was not synced: ${String(data.status)}`);
  const products = api.truth.productIds();
  return {
    products: products.map((id) => ({ id, name: text(record(api.truth.product(id)).name) })),
    tests: products.flatMap((id) => api.truth.testIds(id).map((test) => goldenTest(api, id, test))),
    bugs: products.flatMap((id) =>
      api.truth.testIds(id).flatMap((test) => api.truth.bugIds(test).map((bug) => goldenBug(api, bug))),
    ),
    features: products.flatMap((product) => api.truth.featureIds(product).map((id) => ({ id, product }))),
    call,
  };
}

type Row = Readonly<Record<string, unknown>>;

function record(value: unknown): Row {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function records(value: unknown): Row[] {
  return Array.isArray(value) ? value.map(record) : [];
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");

function goldenTest(api: Simulator, product: number, id: number): GoldenTest {
  const test = record(api.truth.test(id));
  return {
    id,
    product,
    title: text(test.title),
    status: text(test.status),
    type: text(test.testing_type),
    goal: text(test.goal_text),
    start: new Date(text(test.start_at)).toISOString(),
    end: new Date(text(test.end_at)).toISOString(),
    creator: text(test.created_by),
    features: records(test.features).map((feature) => Number(feature.feature_id)),
    requirements: records(test.requirements).length,
  };
}

function goldenBug(api: Simulator, id: number): GoldenBug {
  const bug = record(api.truth.bug(id));
  const feature = record(bug.test_feature).feature_id;
  const status = text(bug.status);
  const outcome = bug.auto_accepted === true ? "auto_accepted" : status === "forwarded" ? "open" : status;
  const comments = records(bug.comments).map(({ body }) => text(body));
  return {
    id,
    test: Number(record(bug.test).id),
    product: Number(record(bug.product).id),
    title: text(bug.title),
    severity: text(bug.severity),
    outcome,
    known: bug.known === true,
    exported: typeof bug.exported_at === "string",
    reason: status === "rejected" ? reasonIn(comments) : null,
    reported: new Date(text(bug.reported_at)).toISOString(),
    author: text(record(bug.author).name),
    feature: typeof feature === "number" ? feature : null,
    systems: [...new Set(records(bug.devices).map((device) => text(record(device.operating_system).name)))],
    steps: Array.isArray(bug.steps) ? bug.steps.length : 0,
  };
}

function reasonIn(comments: readonly string[]): string | null {
  const known = REJECT_REASONS.find(({ default_comment: sentence }) =>
    comments.some((body) => body.includes(sentence)),
  );
  return known?.key ?? null;
}
