import type {
  BugDeviceWrite,
  BugWrite,
  FeatureWrite,
  ProblemPosition,
  ProductWrite,
  SyncState,
  TestWrite,
} from "../../src/index.js";

export const T0 = new Date("2026-03-01T12:00:00.000Z");
export const later = (hours: number): Date => new Date(T0.getTime() + hours * 3_600_000);

export const product = (id: number, over: Partial<ProductWrite> = {}): ProductWrite => ({
  id,
  title: `Product ${id}`,
  type: "website",
  description: null,
  sections: [],
  data: { id },
  ...over,
});

export const feature = (id: number, over: Partial<FeatureWrite> = {}): FeatureWrite => ({
  id,
  productId: 1,
  title: `Feature ${id}`,
  description: null,
  howtofind: null,
  userStories: [],
  sectionIds: [],
  data: { id },
  ...over,
});

export const test = (id: number, over: Partial<TestWrite> = {}): TestWrite => ({
  id,
  productId: 1,
  sectionId: null,
  title: `Test ${id}`,
  status: "locked",
  reviewStatus: null,
  testingType: "rapid",
  duration: null,
  startAt: later(-48),
  endAt: later(id),
  goal: null,
  instructions: null,
  outOfScope: null,
  enableLow: null,
  enableHigh: true,
  enableCritical: false,
  createdBy: null,
  submittedBy: null,
  environment: null,
  features: [],
  platforms: [],
  data: { id },
  ...over,
});

export const testFeature = (id: number, title = `Test feature ${id}`): TestWrite["features"][number] => ({
  id,
  featureId: id * 10,
  title,
  description: null,
  howtofind: null,
  userStories: ["As a guest I pay"],
  enableDefault: true,
  enableContent: null,
  enableVisual: false,
});

export const platform = (operatingSystem: string): TestWrite["platforms"][number] => ({
  category: "smartphone",
  operatingSystemId: 4,
  operatingSystem,
  minVersion: "17",
  maxVersion: null,
  browsers: ["Safari"],
});

export const device: BugDeviceWrite = {
  category: "smartphone",
  vendor: "Apple",
  device: "iPhone 17",
  operatingSystem: "iOS",
  operatingSystemVersion: "26.1",
  browsers: ["Safari"],
};

export const bug = (id: number, over: Partial<BugWrite> = {}): BugWrite => ({
  id,
  testId: 1,
  productId: 1,
  testFeatureId: null,
  title: `Bug ${id}`,
  severity: "high",
  status: "forwarded",
  autoAccepted: false,
  known: false,
  rejectionReason: null,
  reporter: "tess",
  steps: null,
  expectedResult: null,
  actualResult: null,
  comments: null,
  reportedAt: T0,
  exportedAt: null,
  devices: [],
  data: { id },
  ...over,
});

export const syncState = (productId: number, over: Partial<SyncState> = {}): SyncState => ({
  productId,
  phase: "NEW_TESTS",
  lastPass: 1,
  completedPass: 1,
  completeSince: null,
  resumePage: null,
  resumePageSize: null,
  resumeSince: null,
  resumeFromPass: null,
  resumeToPass: null,
  succeededAt: T0,
  fullPassAt: null,
  fullPassSince: null,
  failedAt: null,
  failure: null,
  ...over,
});

export const problemPosition: Omit<ProblemPosition, "id"> = {
  productId: 1,
  position: 17,
  pageSize: 1,
  beforeId: 4,
  beforeEndAt: later(4),
  afterId: 5,
  afterEndAt: null,
  attempts: 1,
  mode: "default",
  mappedTestIds: [99],
  firstSeenAt: T0,
  lastSeenAt: T0,
};

/** What `upsertTests` is told of its pass; none, unless the test is about passes. */
export const listing = (pass: number | null = null, { keepPass = [] as number[], syncedAt = T0 } = {}) => ({
  pass,
  keepPass,
  syncedAt,
});
