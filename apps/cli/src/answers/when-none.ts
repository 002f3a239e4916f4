import type { BugList, FeatureList, TestList, UserList } from "@testio/insights";
import { countOf } from "../output/words.js";

/** Why no test is listed, and what to do about it. */
export function noTests({ coverage, products, ...asked }: TestList): string {
  if (coverage.never_fetched > 0) {
    const only = products.length > 0 ? ` --product-ids ${products.map(({ id }) => id).join(",")}` : "";
    return `No tests stored for ${these(coverage.never_fetched, "product")} yet: testio-mcp sync${only}`;
  }
  const { statuses_filter, testing_type_filter, start_date, end_date } = asked;
  const filters = [
    ...(statuses_filter ? ["--statuses"] : []),
    ...(testing_type_filter ? ["--testing-type"] : []),
    ...(start_date !== null || end_date !== null ? ["the dates"] : []),
  ];
  if (filters.length > 0) return `No test matches. Leave out ${filters.join(" or ")} to see more.`;
  return "There are no tests. testio-mcp sync fetches new ones.";
}

const SCOPE_OF_BUGS = ["test_ids", "product_ids"];

/** Why no bug is listed, and what to do about it. */
export function noBugs({ coverage, filters_applied }: BugList): string {
  const { test_ids, product_ids } = filters_applied;
  if (coverage.never_fetched > 0) {
    const only = product_ids ? ` --product-ids ${product_ids.join(",")}` : "";
    return `No bugs stored for ${these(coverage.never_fetched, "test")} yet: testio-mcp sync --bugs${only}`;
  }
  const filters = Object.keys(filters_applied).filter((name) => !SCOPE_OF_BUGS.includes(name));
  if (filters.length > 0) {
    return `No bug matches. Leave out ${filters.map((name) => `--${name.replaceAll("_", "-")}`).join(" or ")} to see more.`;
  }
  if (test_ids) return `No bugs were reported in ${these(test_ids.length, "test")}.`;
  return "No bugs were reported. testio-mcp list tests shows what was tested.";
}

/** Why no feature is listed, and what to do about it. */
export function noFeatures({ coverage, product, filters_applied }: FeatureList): string {
  const { section_id, has_user_stories } = filters_applied;
  if (section_id !== null || has_user_stories !== null) {
    return `No feature matches. testio-mcp list features --product ${product.id} shows all of them.`;
  }
  return coverage.never_fetched > 0
    ? `No features stored for this product yet: testio-mcp sync --product-ids ${product.id}`
    : "This product has no features.";
}

/** Why nobody is listed, and what to do about it. */
export function noUsers({ hint }: UserList): string {
  return `${hint ?? "Nobody matches."} To fetch them: testio-mcp sync --bugs`;
}

function these(count: number, noun: string): string {
  return count === 1 ? `this ${noun}` : `these ${countOf(count, noun)}`;
}
