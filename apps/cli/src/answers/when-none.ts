import type { BugList, FeatureList, TestList, UserList } from "@testio/insights";
import { countOf } from "../output/words.js";

/** Why no test is listed, and what to do about it. */
export function noTests({ coverage, products, ...asked }: TestList): string {
  const { statuses_filter, testing_type_filter, start_date, end_date } = asked;
  const filters = [
    ...(statuses_filter ? ["--statuses"] : []),
    ...(testing_type_filter ? ["--testing-type"] : []),
    ...(start_date !== null || end_date !== null ? ["the dates"] : []),
  ];
  if (coverage.never_fetched > 0) {
    const only = products.length > 0 ? ` --product-ids ${products.map(({ id }) => id).join(",")}` : "";
    return notFetched("test", filters, coverage.never_fetched, "product", `testio-mcp sync${only}`);
  }
  if (filters.length > 0) return `No test matches. Leave out ${filters.join(" or ")} to see more.`;
  return "There are no tests. testio-mcp sync fetches new ones.";
}

const SCOPE_OF_BUGS = ["test_ids", "product_ids"];

/** Why no bug is listed, and what to do about it. */
export function noBugs({ coverage, filters_applied }: BugList): string {
  const { test_ids, product_ids } = filters_applied;
  const names = Object.keys(filters_applied).filter((name) => !SCOPE_OF_BUGS.includes(name));
  const filters = names.map((name) => `--${name.replaceAll("_", "-")}`);
  if (coverage.never_fetched > 0) {
    const only = product_ids ? ` --product-ids ${product_ids.join(",")}` : "";
    return notFetched("bug", filters, coverage.never_fetched, "test", `testio-mcp sync --bugs${only}`);
  }
  if (filters.length > 0) return `No bug matches. Leave out ${filters.join(" or ")} to see more.`;
  if (test_ids) return `No bugs were reported in ${these(test_ids.length, "test")}.`;
  return "No bugs were reported. testio-mcp list tests shows what was tested.";
}

/** Where there are filters, some of it may be stored and not match. */
function notFetched(noun: string, filters: readonly string[], count: number, scope: string, command: string): string {
  if (filters.length === 0) return `No ${noun}s stored for ${these(count, scope)} yet: ${command}`;
  return `No ${noun} that is stored matches, and none are stored for ${countOf(count, scope)} yet: ${command}`;
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
