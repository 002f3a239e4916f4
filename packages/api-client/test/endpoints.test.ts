import { describe, expect, test } from "vitest";
import { jsonServer } from "./support/raw-server.js";
import { clientOf, rejection, simulator } from "./support/setup.js";

/** The fields of a record that stand for themselves, whatever the seed. */
function record(value: Readonly<Record<string, unknown>> | undefined): Readonly<Record<string, unknown>> {
  if (value === undefined) throw new Error("The simulator is expected to have this record.");
  return value;
}

function first<Item>(items: readonly Item[]): Item {
  const [item] = items;
  if (item === undefined) throw new Error("The list is expected to have an item.");
  return item;
}

describe("against a simulated customer", () => {
  test("lists products, all or some, and reads one", async () => {
    const server = await simulator({ products: 3 });
    const client = clientOf(server);
    const ids = server.truth.productIds();
    const all = await client.listProducts();
    expect(all.items.map(({ id }) => id).sort()).toEqual([...ids].sort());
    expect(all.unreadable).toEqual([]);
    const one = first(ids);
    expect((await client.listProducts({ productIds: [one] })).items.map(({ id }) => id)).toEqual([one]);
    expect(await client.getProduct(one)).toMatchObject({ id: one, name: server.truth.product(one)?.name });
  });

  test("pages through a product's tests and reads one, with nothing in it unknown", async () => {
    const server = await simulator({ testsPerProduct: 25, quirks: false });
    const client = clientOf(server);
    const productId = first(server.truth.productIds());
    const pages = await Promise.all([1, 2, 3].map((page) => client.listTests({ productId, page, perPage: 10 })));
    expect(pages.map(({ items }) => items.length)).toEqual([10, 10, 5]);
    expect(pages.flatMap(({ items }) => items.map(({ id }) => id))).toEqual(server.truth.testIds(productId));
    const test = first(pages[0]?.items ?? []);
    const truth = record(server.truth.test(test.id));
    expect(test).toMatchObject({ title: truth.title, status: truth.status, product: { id: productId } });
    expect(test.endAt).toEqual(new Date(String(truth.end_at)));
    expect(test.raw).toEqual(truth);
    expect(await client.getTest(test.id, { includeUserStories: true })).toMatchObject({
      id: test.id,
      title: test.title,
    });
    expect(client.schemaDrift().invalidFields).toEqual({});
  });

  test("lists the bugs of tests and products, and reads one", async () => {
    const server = await simulator({ bugsPerTest: 6 });
    const client = clientOf(server);
    const productId = first(server.truth.productIds());
    const testIds = server.truth.testIds(productId);
    const bugIds = testIds.flatMap((id) => server.truth.bugIds(id));
    const ofTests = await client.listBugs({ testIds });
    expect(ofTests.items.map(({ id }) => id).sort()).toEqual([...bugIds].sort());
    const ofProduct = await client.listBugs({ productIds: [productId] });
    expect(ofProduct.items).toHaveLength(bugIds.length);
    const bug = first(ofTests.items);
    expect(testIds).toContain(bug.testId);
    expect(bug.productId).toBe(productId);
    expect(bug.reportedAt).toEqual(new Date(String(record(server.truth.bug(bug.id)).reported_at)));
    expect(await client.getBug(bug.id)).toMatchObject({ id: bug.id, title: bug.title, steps: bug.steps });
  });

  test("a product with sections is asked section by section; without one the API refuses", async () => {
    const server = await simulator();
    const id = server.world.addProduct({
      sections: [
        { id: 11, name: "Web" },
        { id: 12, name: "App" },
      ],
    });
    const client = clientOf(server);
    const product = await client.getProduct(id);
    expect(product.usesSections).toBe(true);
    expect(await rejection(client.listFeatures({ productId: id }))).toMatchObject({
      name: "ApiValidationError",
      status: 422,
    });
    for (const { id: sectionId } of product.sections) {
      expect((await client.listFeatures({ productId: id, sectionId })).unreadable).toEqual([]);
    }
  });

  test("lists features and user stories of a product without sections", async () => {
    const server = await simulator({ quirks: false });
    const client = clientOf(server);
    const products = await client.listProducts();
    const plain = first(products.items.filter(({ usesSections }) => !usesSections));
    const features = await client.listFeatures({ productId: plain.id });
    expect(features.items.map(({ id }) => id).sort()).toEqual(server.truth.featureIds(plain.id).sort());
    expect(first(features.items).title).not.toBe("");
    const stories = await client.listUserStories({ productId: plain.id });
    expect(stories.unreadable).toEqual([]);
  });

  test("environments come without credentials", async () => {
    const server = await simulator();
    const client = clientOf(server);
    const productId = first(server.truth.productIds());
    const { items } = await client.listTestEnvironments(productId);
    const environment = first(items);
    expect(Object.keys(environment).sort()).toEqual(["id", "title", "url"]);
    expect(await client.getTestEnvironment(productId, environment.id ?? 0)).toEqual(environment);
    const secrets = server.truth.secrets();
    expect(secrets.length).toBeGreaterThan(0);
    for (const secret of secrets) expect(JSON.stringify(items)).not.toContain(`"${secret}"`);
  });

  test("no test or bug keeps a credential outside its raw record", async () => {
    const server = await simulator({ testsPerProduct: 30 });
    const client = clientOf(server);
    const productId = first(server.truth.productIds());
    const { items: tests } = await client.listTests({ productId, page: 1, perPage: 100 });
    const { items: bugs } = await client.listBugs({ productIds: [productId] });
    const environments = [...tests, ...bugs].map(({ environment }) => environment).filter((kept) => kept !== null);
    expect(environments.length).toBeGreaterThan(0);
    for (const kept of environments) expect(Object.keys(kept).sort()).toEqual(["id", "title", "url"]);
  });

  test("reads the remaining lists", async () => {
    const server = await simulator();
    const client = clientOf(server);
    const productId = first(server.truth.productIds());
    expect((await client.listRejectReasons()).items.length).toBeGreaterThan(0);
    expect((await client.listTestTemplates({ productId })).unreadable).toEqual([]);
    expect((await client.listUserStoryExecutions({ page: 1, perPage: 5 })).recordCount).toEqual(expect.any(Number));
    expect(server.counters.methods).toEqual({ GET: 3 });
  });

  test("a token that is not the customer's is refused", async () => {
    const server = await simulator();
    const error = await rejection(clientOf(server, { token: "another-token" }).listProducts());
    expect(error).toMatchObject({ name: "ApiAuthenticationError", status: 401 });
  });

  test("one bad record makes its page a 500, which is told apart and not repeated", async () => {
    const server = await simulator({ quirks: false });
    const client = clientOf(server);
    const productId = first(server.truth.productIds());
    server.world.poisonTest(first(server.truth.testIds(productId)));
    const query = { productId, page: 1, perPage: 100 };
    expect(await rejection(client.listTests(query))).toMatchObject({ name: "ApiServerError", status: 500 });
    expect(server.counters.requests).toBe(1);
  });
});

describe("what is asked", () => {
  test.each([
    ["/products", (c) => c.listProducts()],
    ["/products?filter[product_ids][]=1&filter[product_ids][]=2", (c) => c.listProducts({ productIds: [1, 2] })],
    ["/products/3", (c) => c.getProduct(3)],
    ["/products/3/exploratory_tests?page=2&per_page=25", (c) => c.listTests({ productId: 3, page: 2, perPage: 25 })],
    ["/exploratory_tests/4", (c) => c.getTest(4)],
    ["/exploratory_tests/4?includes[]=user_stories", (c) => c.getTest(4, { includeUserStories: true })],
    [
      "/bugs?filter_product_ids=1&filter_section_ids=5&filter_test_cycle_ids=7,8&export_status=not_exported",
      (c) => c.listBugs({ productIds: [1], sectionIds: [5], testIds: [7, 8], exportStatus: "not_exported" }),
    ],
    ["/bugs", (c) => c.listBugs({})],
    ["/bugs/6", (c) => c.getBug(6)],
    ["/bugs/reject_reasons", (c) => c.listRejectReasons()],
    ["/products/3/features", (c) => c.listFeatures({ productId: 3 })],
    ["/products/3/sections/5/features", (c) => c.listFeatures({ productId: 3, sectionId: 5 })],
    ["/products/3/user_stories", (c) => c.listUserStories({ productId: 3 })],
    ["/products/3/user_stories?section_id=5", (c) => c.listUserStories({ productId: 3, sectionId: 5 })],
    [
      "/user_story_version_executions?page=1&per_page=9&order=desc&user_story_ids[]=1&user_story_version_ids[]=2",
      (c) =>
        c.listUserStoryExecutions({ page: 1, perPage: 9, order: "desc", userStoryIds: [1], userStoryVersionIds: [2] }),
    ],
    ["/products/3/test_environments", (c) => c.listTestEnvironments(3)],
    ["/products/3/test_environments/8", (c) => c.getTestEnvironment(3, 8)],
    ["/test_templates?product_id=3&section_id=5", (c) => c.listTestTemplates({ productId: 3, sectionId: 5 })],
    ["/connections/9", (c) => c.getConnection(9)],
  ] satisfies [string, (client: ReturnType<typeof clientOf>) => Promise<unknown>][])("%s", async (expected, call) => {
    await using server = await jsonServer(EVERY_ENVELOPE);
    await call(clientOf(server));
    expect(server.requests.map(({ url }) => decodeURIComponent(url))).toEqual([`/customer/v2${expected}`]);
  });

  test("a filter that names nothing matches nothing and asks nothing", async () => {
    await using server = await jsonServer(EVERY_ENVELOPE);
    const client = clientOf(server);
    const nothing = { items: [], unreadable: [] };
    expect(await client.listProducts({ productIds: [] })).toEqual(nothing);
    expect(await client.listBugs({ productIds: [1], testIds: [] })).toEqual(nothing);
    expect(await client.listUserStoryExecutions({ page: 1, perPage: 1, userStoryIds: [] })).toEqual({
      ...nothing,
      recordCount: 0,
    });
    expect(server.requests).toEqual([]);
  });
});

test("a failing log listener becomes a warning and does not fail the request", async () => {
  await using server = await jsonServer(EVERY_ENVELOPE);
  const warning = new Promise<Error>((resolve) => void process.once("warning", resolve));
  const client = clientOf(server, {
    onRequest: () => {
      throw new TypeError("the listener's own message");
    },
  });
  await client.listProducts();
  expect(String(await warning)).toContain("TypeError");
});

test("each attempt is reported with path, status and attempt number", async () => {
  const server = await simulator();
  server.faults.add({ match: () => true, times: 1, fault: { kind: "status", status: 503 } });
  const log: unknown[] = [];
  await clientOf(server, { onRequest: (entry) => log.push(entry) }).listProducts({ productIds: [1] });
  const durationMs = expect.any(Number);
  expect(log).toEqual([
    { endpoint: "/products", status: 503, durationMs, attempt: 1, error: "ApiUnavailableError" },
    { endpoint: "/products", status: 200, durationMs, attempt: 2, error: null },
  ]);
});

const one = { id: 1 };
const EVERY_ENVELOPE = {
  products: [],
  product: one,
  exploratory_tests: [],
  exploratory_test: one,
  bugs: [],
  bug: one,
  reject_reasons: [],
  features: [],
  user_stories: [],
  user_story_version_executions: [],
  test_environments: [],
  test_environment: one,
  test_templates: [],
  connection: one,
};
