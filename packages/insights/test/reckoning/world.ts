import type { Simulator } from "@testio/simulator";

// Reads the simulator's records by its own lights: nothing here knows how the product reads, stores or counts them.

type Json = Readonly<Record<string, unknown>>;

export interface ReckonedTest {
  id: number;
  productId: number;
  title: string;
  status: string;
  testingType: string | null;
  /** Milliseconds. */
  endAt: number | null;
  createdBy: string | null;
  submittedBy: string | null;
  environmentId: number | null;
  /** Each known one once; `[null]` when it names none. */
  featureIds: (number | null)[];
  /** Each once; `[null]` when it is aimed at none. */
  targetPlatforms: (string | null)[];
}

export interface ReckonedBug {
  id: number;
  test: ReckonedTest;
  title: string;
  severity: string;
  /** As people know it: auto-accepted apart from accepted. */
  status: string;
  known: boolean;
  rejectionReason: string | null;
  reporter: string | null;
  featureId: number | null;
  /** Each once; `[null]` without any. */
  foundPlatforms: (string | null)[];
  reportedAt: number | null;
  rejectedAt: number | null;
}

export interface ReckonedWorld {
  productIds: number[];
  tests: ReckonedTest[];
  bugs: ReckonedBug[];
}

const isRecord = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const records = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isRecord) : []);
const text = (value: unknown): string | null => (typeof value === "string" && value.trim() !== "" ? value : null);
const number = (value: unknown): number | null => (typeof value === "number" ? value : null);
const nameIn = (value: unknown): string | null => (isRecord(value) ? text(value.name) : null);
const idIn = (value: unknown): number | null => (isRecord(value) ? number(value.id) : null);
const moment = (value: unknown): number | null => (typeof value === "string" ? Date.parse(value) : null);

function eachOnce<Value>(values: readonly (Value | null)[]): (Value | null)[] {
  const once: (Value | null)[] = [];
  for (const value of values) if (value !== null && !once.includes(value)) once.push(value);
  return once.length === 0 ? [null] : once;
}

function readTest(record: Json, productId: number): ReckonedTest {
  return {
    id: Number(record.id),
    productId,
    title: String(record.title ?? record.test_title),
    status: String(record.status),
    testingType: text(record.testing_type),
    endAt: moment(record.end_at),
    createdBy: text(record.created_by),
    submittedBy: text(record.submitted_by),
    environmentId: idIn(record.test_environment),
    featureIds: eachOnce(records(record.features).map((feature) => number(feature.feature_id))),
    targetPlatforms: eachOnce(records(record.requirements).map((requirement) => nameIn(requirement.operating_system))),
  };
}

/** The standard sentences, in the words that tell them apart. */
const SENTENCES: readonly (readonly [string, string])[] = [
  ["device_not_relevant", "This device is not relevant"],
  ["ignored_instructions", "The test instructions were not followed"],
  ["intended_behavior", "described here is intentional"],
  ["irrelevant", "This bug is not relevant and"],
  ["known_bug", "This is a legit bug but already known"],
  ["not_reproducible", "it was not possible to reproduce this bug"],
  ["request_timeout", "Your bug was rejected automatically"],
];

function rejectionOf(bug: Json): { reason: string | null; at: number | null } {
  let newest: { reason: string | null; at: number | null } = { reason: null, at: null };
  if (bug.status !== "rejected") return newest;
  for (const comment of records(bug.comments)) {
    for (const [reason, words] of SENTENCES) {
      const at = moment(comment.created_at);
      if (String(comment.body).includes(words) && (newest.at === null || (at !== null && at >= newest.at))) {
        newest = { reason, at };
      }
    }
  }
  return newest;
}

function readBug(record: Json, test: ReckonedTest, testRecord: Json): ReckonedBug {
  const testFeatureId = idIn(record.test_feature);
  let featureId: number | null = null;
  for (const feature of records(testRecord.features)) {
    if (testFeatureId !== null && feature.id === testFeatureId) featureId = number(feature.feature_id);
  }
  const isAuto = record.status === "accepted" && record.auto_accepted === true;
  const rejection = rejectionOf(record);
  return {
    id: Number(record.id),
    test,
    title: String(record.title),
    severity: String(record.severity),
    status: isAuto ? "auto_accepted" : String(record.status),
    known: record.known === true,
    rejectionReason: rejection.reason,
    reporter: nameIn(record.author),
    featureId,
    foundPlatforms: eachOnce(records(record.devices).map((device) => nameIn(device.operating_system))),
    reportedAt: moment(record.reported_at),
    rejectedAt: rejection.at,
  };
}

/** Everything that exists at this moment, read out of the simulator's records. */
export function readWorld({ truth }: Pick<Simulator, "truth">): ReckonedWorld {
  const world: ReckonedWorld = { productIds: truth.productIds(), tests: [], bugs: [] };
  for (const productId of world.productIds) {
    for (const testId of truth.testIds(productId)) {
      const record = truth.test(testId);
      if (record === undefined) continue;
      const test = readTest(record, productId);
      world.tests.push(test);
      for (const bugId of truth.bugIds(testId)) {
        const bug = truth.bug(bugId);
        if (bug !== undefined) world.bugs.push(readBug(bug, test, record));
      }
    }
  }
  return world;
}
