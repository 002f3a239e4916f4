import { PHASE } from "../pass/pass.js";
import { readTestList } from "../pass/read-test-list.js";
import type { ProductInRun, Run } from "../run/run.js";
import { forEachProduct } from "./each-product.js";

/** Reads each product's test list from the newest page down to what is known to be complete. */
export async function syncTests(run: Run, products: readonly ProductInRun[]): Promise<void> {
  const total = products.length;
  let pagesInPhase = 0;
  let rowsInPhase = 0;
  let ended = 0;
  let reading = 0;
  await forEachProduct(run, PHASE, products, async (product) => {
    reading += 1;
    let pagesOfProduct = 0;
    try {
      await readTestList(run, product, {
        // The concurrency is shared by the lists being read, one page each: what is left of it may be used to read ahead.
        maxAhead: () => Math.max(1, Math.floor(run.limits.concurrency / reading) - 1),
        onPage: (rows) => {
          pagesInPhase += 1;
          pagesOfProduct += 1;
          rowsInPhase += rows;
          run.report({
            type: "page",
            phase: PHASE,
            productId: product.id,
            page: pagesOfProduct,
            rows,
            rowsInPhase,
            pagesInPhase,
            fraction: ended / total,
          });
        },
      });
    } finally {
      reading -= 1;
      ended += 1;
    }
  });
}
