import { expect, it } from "vitest";
import { objects, start, text } from "./client.js";

const FIELDS = ["username", "password", "access"];

/** Every credential in an answer, and the answer with them cut out. */
function takeCredentials(value: unknown, found: Set<string>): unknown {
  if (Array.isArray(value)) return value.map((item) => takeCredentials(item, found));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) => {
      if (!FIELDS.includes(key)) return [[key, takeCredentials(item, found)]];
      if (typeof item === "string") found.add(item);
      return [];
    }),
  );
}

it("secrets() names each credential that answers contain, and they stand in no other field", async () => {
  const simulator = await start({ products: 3, testsPerProduct: 60 });
  const testId = simulator.world.addTest(25001, {
    test_environment: { id: 1, username: "added-user", password: "added-pw" },
  });
  simulator.world.addBug(testId, {
    test_environment: { id: 1, username: "bug-user", password: "bug-pw", access: "bug-vpn" },
  });
  const paths = [
    ...[25001, 25002, 25003].flatMap((id) => [
      `/products/${id}/exploratory_tests`,
      `/products/${id}/test_environments`,
    ]),
    "/bugs",
    `/exploratory_tests/${testId}`,
    "/products",
  ];
  const found = new Set<string>();
  const rest: string[] = [];
  for (const path of paths) rest.push(JSON.stringify(takeCredentials(JSON.parse(await text(simulator, path)), found)));

  const secrets = simulator.truth.secrets();
  expect(new Set(secrets)).toEqual(found);
  expect(secrets).toHaveLength(3 * 8 + 5);
  for (const secret of secrets) expect(rest.filter((answer) => answer.includes(secret))).toEqual([]);
});

it("puts credentials on tests and bugs", async () => {
  const simulator = await start({ quirks: false, products: 1, testsPerProduct: 30 });
  const { bugs } = JSON.parse(await text(simulator, "/bugs")) as { bugs: unknown };
  for (const record of [...objects(bugs), simulator.truth.test(100_003)]) {
    expect(record?.test_environment).toMatchObject({
      username: expect.stringMatching(/^qa-[0-9a-f]{8}$/),
      password: expect.stringMatching(/^Pw![0-9a-f]{24}$/),
      access: expect.stringMatching(/^vpn-profile-[0-9a-f]{16}$/),
    });
  }
});
