import type { Settings } from "@testio/config";
import type { Store } from "@testio/store";
import { distance } from "fastest-levenshtein";
import { plainLine } from "../output/plain-text.js";
import { countOf, listInWords } from "../output/words.js";
import { UsageError } from "../usage-error.js";

const MOST_CANDIDATES = 10;

interface Product {
  id: number;
  title: string;
}

/**
 * Ids of products that people named by id or name, several of them with commas between or in several texts. A part of a name
 * is enough where only one product has it.
 *
 * @throws UsageError when a name is none of those stored, or of several of them: the candidates are listed.
 */
export async function productsNamed(
  store: Store,
  { productIds }: Settings,
  texts: readonly string[],
): Promise<number[]> {
  const stored = await store.productSyncStatuses("NEW_TESTS", productIds ?? undefined);
  const products = stored.map(({ id, title }) => ({ id, title }));
  const ids = texts.flatMap((text) => parts(text, products).map((name) => productNamed(name, products)));
  if (ids.length === 0) throw new UsageError("--product needs an id or a name.");
  return [...new Set(ids)];
}

/** The same for what takes one product. */
export async function oneProductNamed(store: Store, settings: Settings, texts: readonly string[]): Promise<number> {
  const [id, ...others] = await productsNamed(store, settings, texts);
  if (id === undefined || others.length > 0) {
    throw new UsageError(`Only one product can be asked for here, not ${listInWords([id ?? "none", ...others])}.`);
  }
  return id;
}

/** A name with a comma in it is one name. */
function parts(text: string, products: readonly Product[]): string[] {
  const isName = products.some(({ title }) => same(title, text));
  const names = isName ? [text] : text.split(",");
  return names.map((name) => name.trim()).filter((name) => name !== "");
}

function productNamed(name: string, products: readonly Product[]): number {
  if (/^\d{1,11}$/.test(name)) return Number(name);
  const exact = products.filter(({ title }) => same(title, name));
  const found = exact.length > 0 ? exact : products.filter(({ title }) => spelled(title).includes(spelled(name)));
  const [product, ...others] = found;
  if (product === undefined) throw unknownName(name, products);
  if (others.length === 0) return product.id;
  throw new UsageError(
    `${JSON.stringify(name)} is the name of ${countOf(found.length, "product")}: ${candidates(found)}. Name one of them in full, or by its id.`,
  );
}

function unknownName(name: string, products: readonly Product[]): UsageError {
  if (products.length === 0) {
    return new UsageError(`There is no product ${JSON.stringify(name)}: none is stored yet. Run testio-mcp sync.`);
  }
  const nearest = [...products].sort((one, other) => farFrom(name, one) - farFrom(name, other));
  return new UsageError(
    `There is no product ${JSON.stringify(name)}. Products are ${candidates(nearest)}. See testio-mcp list products.`,
  );
}

function candidates(products: readonly Product[]): string {
  const shown = products.slice(0, MOST_CANDIDATES).map(({ id, title }) => `${plainLine(title)} (${id})`);
  const more = products.length - shown.length;
  return more > 0 ? `${shown.join(", ")} and ${more} more` : listInWords(shown);
}

function farFrom(name: string, { title }: Product): number {
  return distance(spelled(name), spelled(title));
}

function same(one: string, other: string): boolean {
  return spelled(one) === spelled(other);
}

function spelled(name: string): string {
  return plainLine(name).toLowerCase();
}
