/** A JSON object as the API sent it, already redacted. Stored verbatim in the `data` column. */
export type JsonObject = { [key: string]: unknown };
/** A JSON object, or its text, which takes a third of the memory while many records wait to be written. */
export type JsonData = JsonObject | string;

/** Test statuses the API is known to answer; others appear over time and are kept as they come. */
export const TEST_STATUSES = [
  "initialized",
  "waiting",
  "running",
  "customer_finalized",
  "locked",
  "archived",
  "cancelled",
] as const;
export type TestStatus = (typeof TEST_STATUSES)[number];

/** A test in one of these changes no more (TestIO Customer API). `locked` still does, for 4-6 weeks. */
export const FINAL_TEST_STATUSES = ["archived", "cancelled"] as const satisfies readonly TestStatus[];

/** What to write about one product. */
export interface ProductWrite {
  id: number;
  title: string;
  type: string | null;
  description: string | null;
  sections: SectionWrite[];
  data: JsonData;
}

export interface SectionWrite {
  id: number;
  title: string;
  /** The default section of a product without sections is a legacy marker; it is kept, with this flag. */
  isDefault: boolean;
}

/** What to write about one feature of a product. */
export interface FeatureWrite {
  id: number;
  productId: number;
  title: string;
  description: string | null;
  howtofind: string | null;
  userStories: string[];
  /** Every section the feature was listed in; empty for products without sections. */
  sectionIds: number[];
  data: JsonData;
}

export interface UserStoryWrite {
  id: number;
  productId: number;
  featureId: number | null;
  sectionId: number | null;
  path: string | null;
  title: string;
  data: JsonData;
}

/** A feature as one test names it: `id` is the test feature's own id, `featureId` the product's feature. */
export interface TestFeatureWrite {
  id: number;
  featureId: number | null;
  title: string;
  description: string | null;
  howtofind: string | null;
  userStories: string[];
  enableDefault: boolean | null;
  enableContent: boolean | null;
  enableVisual: boolean | null;
}

/** One entry of a test's `requirements`: where the test was aimed. */
export interface TestPlatformWrite {
  category: string | null;
  operatingSystemId: number | null;
  operatingSystem: string | null;
  minVersion: string | null;
  maxVersion: string | null;
  browsers: string[];
}

/** What to write about one test. */
export interface TestWrite {
  id: number;
  productId: number;
  sectionId: number | null;
  title: string;
  status: string;
  reviewStatus: string | null;
  testingType: string | null;
  duration: string | null;
  startAt: Date | null;
  endAt: Date | null;
  goal: string | null;
  instructions: string | null;
  outOfScope: string | null;
  enableLow: boolean | null;
  enableHigh: boolean | null;
  enableCritical: boolean | null;
  createdBy: string | null;
  submittedBy: string | null;
  environment: { id: number | null; title: string | null; url: string | null } | null;
  features: TestFeatureWrite[];
  platforms: TestPlatformWrite[];
  data: JsonData;
}

export interface BugDeviceWrite {
  category: string | null;
  vendor: string | null;
  device: string | null;
  operatingSystem: string | null;
  operatingSystemVersion: string | null;
  browsers: string[];
}

/** What to write about one bug. */
export interface BugWrite {
  id: number;
  testId: number;
  productId: number;
  testFeatureId: number | null;
  title: string;
  severity: string;
  status: string;
  autoAccepted: boolean;
  known: boolean;
  rejectionReason: string | null;
  reporter: string | null;
  steps: string | null;
  expectedResult: string | null;
  actualResult: string | null;
  /** Comment bodies, one after another: searched, never shown in lists. */
  comments: string | null;
  reportedAt: Date | null;
  exportedAt: Date | null;
  /** The time of the comment with the standard sentence that `rejectionReason` is known by; absent = not known. */
  rejectedAt?: Date | null;
  devices: BugDeviceWrite[];
  data: JsonData;
}

/** How often a write made something new or changed what was stored. */
export interface UpsertCounts {
  inserted: number;
  updated: number;
}
