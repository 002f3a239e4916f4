import type { Fault } from "@testio/simulator";
import { SYNC_MODES } from "@testio/store";
import fc from "fast-check";
import type {
  ClockStep,
  FaultStep,
  History,
  Place,
  ReadStep,
  RunEnd,
  SettingsStep,
  Setup,
  Step,
  SyncStep,
  UpstreamChange,
} from "./history.js";

const place = fc.nat({ max: 40 });
const few = fc.integer({ min: 1, max: 3 });
const pageSize = fc.constantFrom(1, 4, 5, 5, 6, 6, 7, 8, 9, 12);
const status = fc.constantFrom("running", "running", "locked", "archived", "cancelled", "under_audit");

const listPlace: fc.Arbitrary<Place> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ at: "top" } as const) },
  { weight: 1, arbitrary: fc.constant({ at: "bottom" } as const) },
  { weight: 1, arbitrary: fc.constant({ at: "unknown" } as const) },
  { weight: 2, arbitrary: fc.record({ at: fc.constant("above" as const), test: place }) },
  { weight: 1, arbitrary: fc.record({ at: fc.constant("tie" as const), test: place }) },
);

const change: fc.Arbitrary<UpstreamChange> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      type: fc.constant("add" as const),
      product: place,
      place: listPlace,
      count: fc.oneof(few, fc.constant(12)),
      status,
    }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant("edit" as const), product: place, test: place, status }) },
  {
    weight: 3,
    arbitrary: fc.record({ type: fc.constant("move" as const), product: place, test: place, place: listPlace }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constantFrom("delete" as const, "withdraw" as const),
      product: place,
      from: place,
      count: fc.oneof({ weight: 5, arbitrary: few }, { weight: 1, arbitrary: fc.constantFrom(8, 100) }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("restore" as const) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant("poison" as const),
      product: place,
      from: place,
      count: few,
      alone: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ type: fc.constant("heal" as const), from: place, count: fc.constantFrom(1, 100) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant("product" as const),
      product: place,
      becomes: fc.constantFrom("withdrawn" as const, "restored", "forbidden", "allowed", "added"),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant("bug" as const),
      product: place,
      test: place,
      becomes: fc.constantFrom("added" as const, "added", "edited", "deleted", "poisoned", "healed"),
    }),
  },
);

const end: fc.Arbitrary<RunEnd> = fc.oneof(
  { weight: 6, arbitrary: fc.constant({ by: "itself" } as const) },
  { weight: 1, arbitrary: fc.record({ by: fc.constant("cancel" as const), request: fc.integer({ min: 1, max: 15 }) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      by: fc.constant("crash" as const),
      writes: fc.nat({ max: 12 }),
      statements: fc.constantFrom(0, 0, 1, 2, 3),
    }),
  },
);

const rarely = (share: number): fc.Arbitrary<boolean> => fc.nat({ max: share - 1 }).map((value) => value === share - 1);

const sync: fc.Arbitrary<SyncStep> = fc.record({
  do: fc.constant("sync" as const),
  mode: fc.oneof(
    { weight: 5, arbitrary: fc.constant("default" as const) },
    { weight: 4, arbitrary: fc.constantFrom(...SYNC_MODES) },
  ),
  bugs: rarely(4),
  dryRun: rarely(20),
  products: fc.oneof(
    { weight: 4, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.array(place, { minLength: 1, maxLength: 2 }) },
  ),
  floorHours: fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.nat({ max: 500 }) }),
  during: fc.oneof(
    { weight: 3, arbitrary: fc.constant<SyncStep["during"]>([]) },
    {
      weight: 1,
      arbitrary: fc.array(fc.record({ request: fc.integer({ min: 1, max: 12 }), change }), {
        minLength: 1,
        maxLength: 3,
      }),
    },
  ),
  end,
  rival: rarely(20),
});

const read: fc.Arbitrary<ReadStep> = fc.record({
  do: fc.constant("read" as const),
  what: fc.constantFrom("tests" as const, "bugs", "features"),
  product: place,
  from: place,
  count: few,
  force: fc.boolean(),
});

const faultKind: fc.Arbitrary<Fault> = fc.oneof(
  fc.record({
    kind: fc.constant("status" as const),
    status: fc.constantFrom(401 as const, 403, 429, 500, 500, 502, 503, 504),
  }),
  fc.record({ kind: fc.constant("reset" as const), when: fc.constantFrom("before" as const, "mid-body") }),
  fc.constantFrom<Fault>(
    { kind: "truncated" },
    { kind: "html" },
    { kind: "ignored-paging" },
    { kind: "repeated-rows" },
    { kind: "empty-list" },
    { kind: "wrong-envelope" },
  ),
  fc.record({ kind: fc.constant("capped-per-page" as const), max: fc.integer({ min: 1, max: 5 }) }),
);

const on = fc.constantFrom<FaultStep["on"]>(
  "anything",
  "test lists",
  "test lists",
  "single tests",
  "product list",
  "features",
  "bugs",
);

const fault: fc.Arbitrary<FaultStep> = fc.record({
  do: fc.constant("fault" as const),
  fault: fc.oneof(
    { weight: 3, arbitrary: faultKind },
    { weight: 2, arbitrary: fc.constant("clear" as const) },
    // It takes real time.
    { weight: 1, arbitrary: rarely(10).map((hang): FaultStep["fault"] => (hang ? { kind: "hang" } : "clear")) },
  ),
  on,
  after: fc.nat({ max: 6 }),
  times: fc.constantFrom(1, 2, 5, null),
});

const clock: fc.Arbitrary<ClockStep> = fc.record({
  do: fc.constant("clock" as const),
  seconds: fc.constantFrom(600, 4000, 20 * 3600, 26 * 3600, 26 * 3600, 10 * 86_400, -4000, -30 * 3600),
});

const settings: fc.Arbitrary<SettingsStep> = fc.record({
  do: fc.constant("settings" as const),
  pageSize,
  maxPages: fc.integer({ min: 1, max: 6 }),
});

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: sync },
  { weight: 7, arbitrary: change.map((made): Step => ({ do: "upstream", change: made })) },
  { weight: 2, arbitrary: fault },
  { weight: 2, arbitrary: clock },
  { weight: 1, arbitrary: settings },
  { weight: 1, arbitrary: read },
);

const setup: fc.Arbitrary<Setup> = fc.record({
  products: fc.oneof(
    { weight: 3, arbitrary: fc.array(productOf(12), { minLength: 1, maxLength: 1 }) },
    { weight: 1, arbitrary: fc.array(productOf(40), { minLength: 1, maxLength: 1 }) },
    { weight: 1, arbitrary: fc.array(productOf(8), { minLength: 2, maxLength: 3 }) },
  ),
  nullEndAt: fc.constantFrom("first" as const, "last"),
  inFile: rarely(5),
  pageSize,
  maxPages: fc.oneof(fc.integer({ min: 1, max: 6 }), fc.constant(50)),
  concurrency: fc.oneof(fc.constant(1), fc.integer({ min: 2, max: 5 })),
  requestsAtOnce: fc.oneof(fc.constant(1), fc.integer({ min: 2, max: 4 })),
  sweepIntervalSeconds: fc.oneof(
    { weight: 5, arbitrary: fc.constant(86_400) },
    { weight: 1, arbitrary: fc.constant(0) },
  ),
});

function productOf(most: number): fc.Arbitrary<Setup["products"][number]> {
  return fc.record({ tests: fc.nat({ max: most }), sections: fc.constantFrom(0, 0, 0, 2) });
}

export const history: fc.Arbitrary<History> = fc.record({
  setup,
  steps: fc.array(step, { minLength: 1, maxLength: 12 }),
});
