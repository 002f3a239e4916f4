import type { AggregateKey, NamedDimension, Store } from "@testio/store";
import { InvalidQueryError } from "../errors/invalid-query-error.js";
import { enumerate, shorten } from "../format/text.js";
import { idOf, neverNone, quoted } from "./filter-values.js";
import type { FilterValue } from "./query.js";

const SUGGESTIONS = 5;
/** One name may stand for as many things: "Login" is a feature of most products. */
const MOST_OF_ONE_NAME = 500;
const LONGEST_LABEL = 60;

const WHERE_TO_LOOK: Readonly<Record<NamedDimension, string>> = {
  product: "list_products shows them.",
  test: "list_tests shows them.",
  feature: "list_features shows those of a product.",
  customer: 'list_users with user_type "customer" shows them.',
  tester: 'list_users with user_type "tester" shows them.',
  test_environment: "query_metrics by test_environment shows them.",
};

const spoken = (dimension: NamedDimension): string => dimension.replace("_", " ");

function shown({ id, label }: AggregateKey): string {
  return label === null ? String(id) : `${quotedLabel(label)} (${id})`;
}

const quotedLabel = (label: string): string => JSON.stringify(shorten(label, LONGEST_LABEL));

/**
 * What ids and names stand for; null = none. A name that is nobody's in full may be a part of one only.
 *
 * @throws InvalidQueryError naming every value that stands for nothing, or for several things.
 */
export async function namedValues(
  store: Store,
  dimension: NamedDimension,
  field: string,
  values: readonly FilterValue[],
): Promise<(AggregateKey | null)[]> {
  const found: (AggregateKey | null)[] = [];
  const complaints: string[] = [];
  for (const value of values) {
    const result = value === null ? noneOf(dimension) : await keysOf(store, dimension, value);
    if (typeof result === "string") complaints.push(result);
    else found.push(...result);
  }
  if (complaints.length > 0) {
    throw new InvalidQueryError(field, `${field}: ${complaints.join(" ")} ${WHERE_TO_LOOK[dimension]}`);
  }
  return found;
}

function noneOf(dimension: NamedDimension): null[] | string {
  return neverNone(dimension) ? `Every test has a ${dimension}, so that "none" matches nothing.` : [null];
}

/** The keys a value stands for, or why it stands for none. */
async function keysOf(store: Store, dimension: NamedDimension, value: FilterValue): Promise<AggregateKey[] | string> {
  const id = idOf(value);
  if (id !== null) {
    const byId = await store.findAggregateKeys(dimension, { id }, 1);
    if (byId.length > 0) return byId;
  }
  const name = String(value);
  const similar = typeof value === "string" ? await store.findAggregateKeys(dimension, { name }, MOST_OF_ONE_NAME) : [];
  const exact = similar.filter(({ label }) => label?.toLowerCase() === name.toLowerCase());
  if (exact.length > 0) return exact;
  if (similar.length === 1) return similar;
  if (similar.length === 0) return `There is no ${spoken(dimension)} ${quoted(value)}.`;
  return `${quoted(value)} may mean ${enumerate(similar.slice(0, SUGGESTIONS).map(shown))}${similar.length > SUGGESTIONS ? " or others" : ""}.`;
}
