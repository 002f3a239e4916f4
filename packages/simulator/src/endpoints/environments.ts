import { list, notFound, one } from "../http/answer.js";
import type { Endpoint } from "./context.js";

export const listEnvironments: Endpoint = ({ customer, ids: [productId = Number.NaN] }) => {
  const plan = customer.products.get(productId);
  return plan ? list("test_environments", plan.environments) : notFound("Product");
};

export const getEnvironment: Endpoint = ({ customer, ids: [productId = Number.NaN, id] }) => {
  const plan = customer.products.get(productId);
  if (!plan) return notFound("Product");
  const environment = plan.environments.find((candidate) => candidate.id === id);
  return environment ? one("test_environment", environment) : notFound("Test environment");
};
