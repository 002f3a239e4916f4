import type { Store } from "@testio/store";
import type { SyncResult } from "@testio/sync-core";

type Sentences = Pick<SyncResult, "warnings" | "errors">;

/**
 * What a failed sync has to say, with products named by their ids. Their titles are texts of customers, which are data and have no
 * place in what a model takes for the server's own words.
 */
export async function withoutTitles({ warnings, errors }: Sentences, store: Store): Promise<Sentences> {
  const products = await store.productSyncStatuses("NEW_TESTS");
  // The longest first: a title may be part of another.
  const titles = [...products].sort((a, b) => b.title.length - a.title.length);
  const cleared = (text: string) =>
    titles.reduce((rest, { id, title }) => (title === "" ? rest : rest.replaceAll(title, `Product ${id}`)), text);
  return {
    warnings: warnings.map(cleared),
    errors: errors.map((issue) => ({ ...issue, message: cleared(issue.message) })),
  };
}
