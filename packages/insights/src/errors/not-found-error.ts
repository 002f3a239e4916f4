/** What can be asked for by id. */
export type EntityName = "product" | "test" | "bug" | "feature" | "user";

const WHERE_TO_LOOK: Record<EntityName, string> = {
  product: "list_products shows the products that are stored; sync_data fetches new ones.",
  test: "list_tests shows the stored tests of a product; sync_data fetches new ones.",
  bug: "list_bugs shows the bugs of a test or product, and fetches them first; search finds bugs by their words.",
  feature: "list_features shows the features of a product; sync_data fetches new ones.",
  user: "list_users shows the people that are stored, with their ids.",
};

/** The store holds nothing under this id. It may still exist at TestIO, when it was never synced. */
export class NotFoundError extends Error {
  override readonly name = "NotFoundError";
  readonly entity: EntityName;
  readonly id: number;
  /** What the asker can do next, as a sentence. */
  readonly hint: string;

  /** What came of asking TestIO for it, as a sentence; null when it was not asked. */
  readonly why: string | null;

  constructor(entity: EntityName, id: number, why: string | null = null) {
    const hint = WHERE_TO_LOOK[entity];
    super([`There is no ${entity} ${id} in the local database.`, why, hint].filter((part) => part !== null).join(" "));
    this.why = why;
    this.entity = entity;
    this.id = id;
    this.hint = hint;
  }
}
