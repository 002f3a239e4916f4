/**
 * Copies one product of TestIO, with its features, tests and bugs, into a database file. Run it again whenever you like: it
 * fetches what is new, and goes on where it was interrupted.
 *
 *   node dist/mirror-one-product.js 25001
 */
import { createApiClient } from "@testio/api-client";
import { openStore } from "@testio/store";
import { executeSync } from "@testio/sync-core";

const {
  TESTIO_CUSTOMER_API_BASE_URL: baseUrl = "https://api.test.io/customer/v2",
  TESTIO_CUSTOMER_API_TOKEN: token = "",
  TESTIO_DB_PATH: path = "./testio.db",
} = process.env;
const productId = Number(process.argv[2]);

// The client only reads, and does not hurry TestIO: at most ten requests at a time, with retries where they help.
const client = createApiClient({ baseUrl, token });
// One file can hold the data of several customers; this one is number 1 of yours.
const store = await openStore({ path, customerId: 1 });

try {
  // A sync never throws. Whatever happens, its result says what was stored and what is missing.
  const result = await executeSync({
    client,
    store,
    scope: { productIds: [productId] },
    phases: ["PRODUCTS", "FEATURES", "NEW_TESTS", "BUGS"],
    onProgress: (event) => {
      if (event.type === "page") console.log(`${event.phase}: ${event.rowsInPhase} read`);
    },
  });

  for (const { message } of result.errors) console.error(`Missing: ${message}`);
  const { tests, bugs } = await store.stats();
  console.log(`${result.status}: ${result.testsDiscovered} new tests; ${tests} tests and ${bugs} bugs in ${path}`);
  if (result.status !== "success") process.exitCode = 1;
} finally {
  await store.close();
  await client.close();
}
