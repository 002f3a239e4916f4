/** The record exactly as the API answered it, unknown fields included. May hold credentials: redact before keeping it. */
export type RawRecord = Readonly<Record<string, unknown>>;

export interface NamedRef {
  id: number | null;
  name: string | null;
}

export interface ApiProduct {
  id: number;
  name: string;
  description: string | null;
  productType: string | null;
  /** Sections the product uses, its default section among them. Empty when it has only the legacy default section. */
  sections: { id: number; name: string }[];
  /** Whether features and user stories must be asked for section by section. */
  usesSections: boolean;
  defaultSectionId: number | null;
  raw: RawRecord;
}

export interface ApiTestFeature {
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

export interface ApiRequirement {
  category: string | null;
  operatingSystemId: number | null;
  operatingSystem: string | null;
  minVersion: string | null;
  maxVersion: string | null;
  browsers: string[];
}

/** What may be kept of a test environment: never its username, password or access. */
export interface ApiEnvironment {
  id: number | null;
  title: string | null;
  url: string | null;
}

export interface ApiTest {
  id: number;
  /** Empty when the answer has none; so are all titles and names that cannot be null. */
  title: string;
  /** `unknown` when the answer has none. */
  status: string;
  reviewStatus: string | null;
  testingType: string | null;
  duration: string | null;
  startAt: Date | null;
  endAt: Date | null;
  createdBy: string | null;
  submittedBy: string | null;
  goal: string | null;
  instructions: string | null;
  outOfScope: string | null;
  enableLow: boolean | null;
  enableHigh: boolean | null;
  enableCritical: boolean | null;
  requirements: ApiRequirement[];
  features: ApiTestFeature[];
  product: NamedRef | null;
  section: NamedRef | null;
  environment: ApiEnvironment | null;
  raw: RawRecord;
}

export interface ApiBugDevice {
  category: string | null;
  vendor: string | null;
  device: string | null;
  operatingSystem: string | null;
  operatingSystemVersion: string | null;
  browsers: string[];
}

export interface ApiBug {
  id: number;
  title: string;
  severity: string | null;
  status: string | null;
  autoAccepted: boolean;
  known: boolean;
  author: string | null;
  testId: number | null;
  productId: number | null;
  testFeatureId: number | null;
  /** One string or many in the API; always many here. */
  steps: string[];
  expectedResult: string | null;
  actualResult: string | null;
  comments: { id: number | null; author: string | null; body: string; createdAt: Date | null }[];
  devices: ApiBugDevice[];
  reportedAt: Date | null;
  exportedAt: Date | null;
  environment: ApiEnvironment | null;
  raw: RawRecord;
}

export interface ApiFeature {
  id: number;
  title: string;
  description: string | null;
  howtofind: string | null;
  userStories: string[];
  raw: RawRecord;
}

export interface ApiUserStory {
  id: number;
  path: string | null;
  title: string;
  featureId: number | null;
  raw: RawRecord;
}

/** A record without a usable id: kept aside and counted, never silently dropped. */
export interface UnreadableRecord {
  /** Zero-based position in the answer. */
  index: number;
  reason: string;
}

export interface ListAnswer<Item> {
  items: Item[];
  unreadable: UnreadableRecord[];
}

export interface RequestOptions {
  signal?: AbortSignal;
}

/**
 * Read-only client of the TestIO Customer API v2. All users of one client share its concurrency limit.
 *
 * Every call rejects with an `ApiError` subclass, an aborted one with `ApiAbortedError` whatever the signal's reason, and
 * with a `RangeError` when an id or a page is no whole number above zero. A list filter that names nothing (`[]`) matches
 * nothing: it is answered empty without a request, since the API would take it for no filter at all.
 */
export interface ApiClient {
  listProducts(query?: { productIds?: readonly number[] }, options?: RequestOptions): Promise<ListAnswer<ApiProduct>>;
  getProduct(id: number, options?: RequestOptions): Promise<ApiProduct>;
  /** One page of a product's tests, newest `end_at` first. Fewer rows than `perPage` do not prove the end of the list. */
  listTests(
    query: { productId: number; page: number; perPage: number },
    options?: RequestOptions,
  ): Promise<ListAnswer<ApiTest>>;
  getTest(id: number, query?: { includeUserStories?: boolean }, options?: RequestOptions): Promise<ApiTest>;
  listBugs(
    query: {
      productIds?: readonly number[];
      sectionIds?: readonly number[];
      testIds?: readonly number[];
      exportStatus?: "export_requested" | "not_exported" | "exported";
    },
    options?: RequestOptions,
  ): Promise<ListAnswer<ApiBug>>;
  getBug(id: number, options?: RequestOptions): Promise<ApiBug>;
  listRejectReasons(options?: RequestOptions): Promise<ListAnswer<RawRecord>>;
  listFeatures(
    query: { productId: number; sectionId?: number },
    options?: RequestOptions,
  ): Promise<ListAnswer<ApiFeature>>;
  listUserStories(
    query: { productId: number; sectionId?: number },
    options?: RequestOptions,
  ): Promise<ListAnswer<ApiUserStory>>;
  listUserStoryExecutions(
    query: {
      page: number;
      perPage: number;
      order?: string;
      userStoryIds?: readonly number[];
      userStoryVersionIds?: readonly number[];
    },
    options?: RequestOptions,
  ): Promise<ListAnswer<RawRecord> & { recordCount: number | null }>;
  listTestEnvironments(productId: number, options?: RequestOptions): Promise<ListAnswer<ApiEnvironment>>;
  getTestEnvironment(productId: number, id: number, options?: RequestOptions): Promise<ApiEnvironment>;
  listTestTemplates(
    query: { productId?: number; sectionId?: number },
    options?: RequestOptions,
  ): Promise<ListAnswer<RawRecord>>;
  getConnection(id: number, options?: RequestOptions): Promise<RawRecord>;
  metrics(): ApiMetrics;
  schemaDrift(): SchemaDrift;
  /** Cancels the calls under way and waiting, refuses later ones (`ApiAbortedError`), and closes the connections. */
  close(): Promise<void>;
}

/**
 * Counts since the client was made. Times in milliseconds; percentiles are of the last 1,000 attempts, null before the
 * first. What a caller aborted is in `requests`, and in nothing else.
 */
export interface ApiMetrics {
  /** Attempts sent, retries included. */
  requests: number;
  /** Attempts that failed, those retried later included. */
  errors: number;
  retries: number;
  /** Highest number of requests under way at once. */
  peakConcurrency: number;
  latencyMsP50: number | null;
  latencyMsP95: number | null;
  latencyMsP99: number | null;
  /** How long requests waited for a free place under the concurrency limit. */
  waitMsP95: number | null;
  /**
   * How far this machine's clock is ahead of the API's (negative: behind), by the `Date` of the latest answer that has one; 0 when
   * they agree as far as can be told, which is to about a second. Null before that.
   */
  clockOffsetMs: number | null;
}

/**
 * Where answers differ from what this client knows, counted per resource and field (`tests.features[].title`). Holds
 * field names, never values, except unknown enum values (`tests.status=paused`).
 */
export interface SchemaDrift {
  unknownFields: Record<string, number>;
  invalidFields: Record<string, number>;
  unknownValues: Record<string, number>;
}

export interface ApiClientOptions {
  /** E.g. `https://api.test.io/customer/v2`. */
  baseUrl: string;
  token: string;
  /** Requests under way at once, 1-50. Default 10. */
  maxConcurrentRequests?: number;
  /** Connections kept open, 1-100. Default 20. */
  connectionPoolSize?: number;
  /** For one attempt, in milliseconds. Default 90,000. */
  timeoutMs?: number;
  /** For one call with all its retries, waiting included, in milliseconds. Default 300,000. */
  deadlineMs?: number;
  /** Retries after the first attempt. Default 4. */
  retryLimit?: number;
  /** First backoff; doubles per retry, with full jitter, up to `retryMaxDelayMs`. Defaults 500 and 30,000 ms. */
  retryBaseDelayMs?: number;
  retryMaxDelayMs?: number;
  /** Told about each attempt; never gets the token, a body or a header. */
  onRequest?: (entry: ApiRequestLog) => void;
}

export interface ApiRequestLog {
  /** Path with ids, without host and query. */
  endpoint: string;
  status: number | null;
  durationMs: number;
  attempt: number;
  /** `name` of the error class, when the attempt failed. */
  error: string | null;
}
