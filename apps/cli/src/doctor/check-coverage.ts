import type { ProductSyncSummary } from "@testio/store";
import { countOf, listInWords, momentWithAge } from "../output/words.js";
import { coverageOf } from "../status/coverage.js";
import { type Check, checksOf } from "./check.js";

const coverage = checksOf("coverage");
const DAY_MS = 86_400_000;
const MOST_IDS = 5;

/** What of the stored products is missing or could not be fetched. */
export function checkCoverage(
  products: readonly ProductSyncSummary[],
  lastCompletedAt: Date | null,
  now: Date,
): Check[] {
  if (products.length === 0) return [coverage.hint("Nothing was synced yet. Run testio-mcp sync.")];
  const covered = products.map((product) => ({ ...product, ...coverageOf(product) }));
  const failed = covered.flatMap(({ productId, state }) =>
    state?.failure ? [{ productId, failure: state.failure }] : [],
  );
  const positions = covered.reduce((sum, product) => sum + product.problemPositions, 0);
  const never = covered.filter(({ complete, unfinished }) => !complete && !unfinished);
  const unfinished = covered.filter((product) => product.unfinished);
  const age = lastCompletedAt === null ? null : now.getTime() - lastCompletedAt.getTime();
  const found = [
    ...failed.map(({ productId, failure }) => coverage.wrong(`Product ${productId} failed: ${failure}`)),
    ...(never.length === 0 ? [] : [coverage.hint(`Never synced: ${productsOf(never)}. Run testio-mcp sync.`)]),
    ...(unfinished.length === 0
      ? []
      : [coverage.hint(`Unfinished: ${productsOf(unfinished)}. Run testio-mcp sync to go on.`)]),
    ...(positions === 0
      ? []
      : [coverage.hint(`${countOf(positions, "list position")} cannot be read. See testio-mcp problematic list.`)]),
    ...(lastCompletedAt !== null && age !== null && age > DAY_MS
      ? [
          coverage.hint(
            `The last complete sync ended ${momentWithAge(lastCompletedAt, now)}. Run testio-mcp sync, or serve.`,
          ),
        ]
      : []),
  ];
  return found.length > 0
    ? found
    : [coverage.ok(`The tests of all ${countOf(products.length, "product")} are complete.`)];
}

function productsOf(products: readonly { productId: number }[]): string {
  const ids = products.slice(0, MOST_IDS).map(({ productId }) => productId);
  const more = products.length - ids.length;
  return `${products.length === 1 ? "product" : "products"} ${listInWords(more > 0 ? [...ids, `${more} more`] : ids)}`;
}
