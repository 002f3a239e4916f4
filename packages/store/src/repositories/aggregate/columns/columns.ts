import type { CustomerSql } from "../../../sqlite/customer-sql.js";
import type { TestAggregateFilter } from "../../../types.js";
import { ColumnCache, type PartQuestion, type ProductPart } from "./column-cache.js";
import { productRevisions } from "./revisions.js";
import { Vocabulary } from "./vocabulary.js";

/** A product among others that are read for a question. */
export interface Part extends ProductPart {
  /** How many tests those before it have: what tells its tests from theirs. */
  testsBefore: number;
}

/** Tests and bugs in memory, as columns, never older than the question. */
export class Columns {
  readonly vocabulary = new Vocabulary();
  readonly #db: CustomerSql;
  readonly #cache: ColumnCache;

  /** @param budgetBytes what they may take of memory; the default suits a database of some million bugs */
  constructor(db: CustomerSql, budgetBytes?: number) {
    this.#db = db;
    this.#cache = new ColumnCache(db, this.vocabulary, budgetBytes);
  }

  /** How much memory they take. */
  get bytes(): number {
    return this.#cache.bytes;
  }

  /** What a filter is about, product by product, each of one moment. */
  async *parts(
    filter: Pick<TestAggregateFilter, "productIds" | "testIds">,
    question: PartQuestion,
  ): AsyncGenerator<Part> {
    let testsBefore = 0;
    for (const product of await productRevisions(this.#db, filter)) {
      const part = await this.#cache.read(product, question);
      yield { ...part, testsBefore };
      testsBefore += part.tests.ids.length;
    }
  }
}
