import { openStore } from "@testio/store";
import { expect, it, onTestFinished } from "vitest";
import { withoutTitles } from "../../src/sync/without-titles.js";
import { connect } from "../support/in-process.js";
import { settingsFor, simulator } from "../support/settings.js";

it("replaces titles of products by their ids, in whatever sentence they stand", async () => {
  const api = await simulator();
  const session = await connect(await settingsFor(api));
  await session.call("sync_data");
  const [id = 0] = api.truth.productIds();
  const title = String(api.truth.product(id)?.name);
  const store = await openStore({ path: session.context.settings.dbPath, customerId: 1 });
  onTestFinished(() => store.close());
  const { errors, warnings } = await withoutTitles(
    {
      warnings: [`Page 3 of the list of ${title} was cut.`],
      errors: [{ phase: "NEW_TESTS", productId: id, kind: "ApiServerError", message: `${title}: TestIO failed.` }],
    },
    store,
  );
  expect(errors.map(({ message }) => message)).toEqual([`Product ${id}: TestIO failed.`]);
  expect(warnings).toEqual([`Page 3 of the list of Product ${id} was cut.`]);
});
