import { generateAnalytics } from "../data/analytics.js";
import { storiesOf } from "../data/features.js";
import type { ApiRecord } from "../data/record.js";
import { type Answer, failure, list, notFound, one } from "../http/answer.js";
import type { Customer } from "../world/customer.js";
import type { Endpoint, EndpointRequest } from "./context.js";
import { includesUserStories, positive } from "./query.js";

const DEFAULT_PER_PAGE = 25;
const WITHOUT_PAGE = 150;

/** What a page, or a record asked for alone, answers when a bad record is among what it holds. */
const badRecord = (): Answer => failure(500, "Internal Server Error", true);

/** The slice of a list that a request asks for. */
function slice({ query, shaping }: EndpointRequest, length: number): [start: number, end: number] {
  if (shaping.ignorePaging) return [0, length];
  const cap = shaping.perPageCap ?? Number.POSITIVE_INFINITY;
  if (!query.has("page")) return [0, Math.min(WITHOUT_PAGE, cap)];
  const perPage = Math.min(positive(query, "per_page", DEFAULT_PER_PAGE), cap);
  const start = (positive(query, "page", 1) - 1) * perPage;
  // The last rows of the page before once more, as when an unstable order lists a test twice.
  const repeated = start < length ? Math.min(start, shaping.repeatedRows ?? 0) : 0;
  return [start - repeated, start + perPage];
}

export const listTests: Endpoint = (request) => {
  const { customer, ids } = request;
  const productId = ids[0] ?? Number.NaN;
  if (!customer.products.get(productId)) return notFound("Product");
  const order = customer.tests.ids(productId);
  const page = order.slice(...slice(request, order.length));
  if (page.some((id) => customer.tests.isPoisoned(id))) return badRecord();
  return list("exploratory_tests", readEach(customer, page));
};

function* readEach(customer: Customer, ids: readonly number[]): Generator<ApiRecord> {
  for (const id of ids) {
    const test = customer.tests.get(id);
    if (test) yield test;
  }
}

export const getTest: Endpoint = ({ customer, query, ids: [id = Number.NaN] }) => {
  const test = customer.tests.get(id);
  if (!test) return notFound("Exploratory test");
  if (customer.tests.isPoisonedAlone(id)) return badRecord();
  const detailed = generateAnalytics(customer.settings, test, customer.bugs.ofTest(id));
  return one("exploratory_test", includesUserStories(query) ? withStoryObjects(customer, detailed) : detailed);
};

function withStoryObjects(customer: Customer, test: ApiRecord): ApiRecord {
  const productId = customer.tests.productId(Number(test.id)) ?? Number.NaN;
  const plan = customer.products.get(productId);
  const known = new Map([...(plan?.features ?? []), ...(plan?.retired ?? [])].map((feature) => [feature.id, feature]));
  const features: ApiRecord[] = Array.isArray(test.features) ? test.features : [];
  return {
    ...test,
    features: features.map((feature) => {
      const origin = known.get(Number(feature.feature_id));
      if (!origin) return feature;
      return {
        ...feature,
        user_stories: storiesOf(origin).map(({ featureId, ...story }) => ({ ...story, feature_id: featureId })),
      };
    }),
  };
}
