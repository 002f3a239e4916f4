import { getBug, listBugs, listRejectReasons } from "./bugs.js";
import type { Endpoint } from "./context.js";
import { getEnvironment, listEnvironments } from "./environments.js";
import { listExecutions } from "./executions.js";
import { listFeatures, listSectionFeatures, listUserStories } from "./features.js";
import { getProduct, listProducts } from "./products.js";
import { getConnection, listTemplates } from "./templates.js";
import { getTest, listTests } from "./tests.js";

const ROUTES = {
  "/products": listProducts,
  "/products/{id}": getProduct,
  "/products/{id}/exploratory_tests": listTests,
  "/products/{id}/features": listFeatures,
  "/products/{id}/sections/{id}/features": listSectionFeatures,
  "/products/{id}/user_stories": listUserStories,
  "/products/{id}/test_environments": listEnvironments,
  "/products/{id}/test_environments/{id}": getEnvironment,
  "/exploratory_tests/{id}": getTest,
  "/bugs": listBugs,
  "/bugs/reject_reasons": listRejectReasons,
  "/bugs/{id}": getBug,
  "/user_story_version_executions": listExecutions,
  "/test_templates": listTemplates,
  "/connections/{id}": getConnection,
} as const satisfies Readonly<Record<string, Endpoint>>;

const TABLE: ReadonlyMap<string, Endpoint> = new Map(Object.entries(ROUTES));

/** What a path leads to: its endpoint, its pattern with `{id}` for each number, and the numbers. */
export interface Route {
  readonly pattern: string;
  readonly endpoint: Endpoint;
  readonly ids: readonly number[];
}

/** @param path below the base URL, e.g. `/products/25001/features` */
export function findRoute(path: string): Route | undefined {
  const ids: number[] = [];
  const pattern = path.replace(/\/(\d+)(?=\/|$)/g, (_, digits: string) => {
    ids.push(Number(digits));
    return "/{id}";
  });
  const endpoint = TABLE.get(pattern);
  return endpoint && { pattern, endpoint, ids };
}
