import { collectSecrets } from "../data/environments.js";
import type { ApiRecord } from "../data/record.js";
import type { Customer } from "./customer.js";

/** What the simulated customer holds at this moment, for tests to compare against. Read without HTTP, counted nowhere. */
export interface Truth {
  productIds(): number[];
  /** In list order; without a product, of all products one after the other. */
  testIds(productId?: number): number[];
  /** As a list answers it, or undefined when it does not exist. */
  test(id: number): Readonly<Record<string, unknown>> | undefined;
  product(id: number): Readonly<Record<string, unknown>> | undefined;
  /** Ids of a product's features, each once. */
  featureIds(productId: number): number[];
  bugIds(testId: number): number[];
  bug(id: number): Readonly<Record<string, unknown>> | undefined;
  /** Every username, password and access value that an answer can contain. */
  secrets(): string[];
}

export function createTruth(customer: Customer): Truth {
  const { products, tests, bugs } = customer;
  const productIds = () => products.all().map((plan) => plan.id);
  return {
    productIds,
    testIds: (productId) =>
      productId === undefined
        ? productIds().flatMap((id) => tests.ids(id))
        : products.get(productId)
          ? [...tests.ids(productId)]
          : [],
    test: (id) => tests.get(id),
    product: (id) => products.get(id)?.record,
    featureIds(productId) {
      const plan = products.get(productId);
      return plan ? products.features(plan).map((feature) => feature.id) : [];
    },
    bugIds: (testId) => bugs.ids(testId),
    bug: (id) => bugs.get(id),
    secrets: () => allSecrets(customer),
  };
}

function allSecrets({ products, tests, bugs }: Customer): string[] {
  const secrets = new Set<string>();
  for (const plan of products.all()) {
    for (const environment of plan.environments) collectSecrets(environment, secrets);
  }
  for (const changes of [tests.changedFields(), bugs.changedFields()]) {
    for (const fields of changes) {
      if (isRecord(fields.test_environment)) collectSecrets(fields.test_environment, secrets);
    }
  }
  return [...secrets];
}

function isRecord(value: unknown): value is ApiRecord {
  return typeof value === "object" && value !== null;
}
