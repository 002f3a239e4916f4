import { createApiClient } from "@testio/api-client";
import { startSimulator } from "@testio/simulator";
import { expect, onTestFinished, test } from "vitest";
import { toFeatureWrites } from "../src/mapping/feature.js";
import { toTestWrite } from "../src/mapping/test.js";

async function listed(fields: Record<string, unknown>) {
  const simulator = await startSimulator({ products: 1, testsPerProduct: 1 });
  const client = createApiClient({ baseUrl: simulator.url, token: simulator.token });
  onTestFinished(async () => {
    await client.close();
    await simulator.close();
  });
  const [productId = 0] = simulator.truth.productIds();
  const [id = 0] = simulator.truth.testIds(productId);
  simulator.world.updateTest(id, fields);
  const { items } = await client.listTests({ productId, page: 1, perPage: 10 });
  return { simulator, test: items[0], productId };
}

test("no credential of a test's environment stays, not even where people repeated it in a text", async () => {
  const { test: listedTest, productId } = await listed({
    instructions_text: "Log in with staging / s3cret-Passw0rd first.",
    test_environment: {
      id: 5,
      title: "Staging",
      url: "https://me:pw@staging.example",
      username: "staging",
      password: "s3cret-Passw0rd",
      access: "VPN code 991-882",
    },
    features: [
      {
        id: 1,
        feature_id: 2,
        title: "Cart",
        howtofind: "Use s3cret-Passw0rd",
        user_stories: ["As VPN code 991-882 I pay"],
      },
    ],
  });
  if (listedTest === undefined) throw new Error("The test was not listed.");
  const written = toTestWrite(listedTest, productId);
  expect(JSON.stringify(written)).not.toMatch(/s3cret|991-882|me:pw/);
  expect(written).toMatchObject({
    productId,
    instructions: "Log in with staging / [redacted] first.",
    environment: { id: 5, title: "Staging", url: "https://staging.example" },
    features: [{ howtofind: "Use [redacted]", userStories: ["As [redacted] I pay"] }],
  });
});

test("a feature that several sections list is one feature that knows them all", () => {
  const feature = { id: 1, title: "Cart", description: null, howtofind: null, userStories: [], raw: { id: 1 } };
  const lists = [10, 20, 20].map((sectionId) => ({ sectionId, features: [feature] }));
  expect(toFeatureWrites(7, lists)).toEqual([
    {
      id: 1,
      productId: 7,
      title: "Cart",
      description: null,
      howtofind: null,
      userStories: [],
      sectionIds: [10, 20],
      data: '{"id":1}',
    },
  ]);
  expect(toFeatureWrites(7, [{ sectionId: null, features: [feature] }])[0]?.sectionIds).toEqual([]);
});
