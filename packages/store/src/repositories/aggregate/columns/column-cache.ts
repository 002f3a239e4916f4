import { setImmediate as eventLoopTurn } from "node:timers/promises";
import type { CustomerSql } from "../../../sqlite/customer-sql.js";
import { Queue } from "../../../sqlite/queue.js";
import { Budget, type Droppable } from "./budget.js";
import { type BugBlock, type BugNeeds, lackingOf } from "./bug-block.js";
import { bytesOf, type Lists, type Rows } from "./codes.js";
import {
  type ProductNeeds,
  type RevisedTests,
  readAtOnce,
  readBugs,
  readTestList,
  readTests,
  type Source,
  TESTS_A_BLOCK,
} from "./read-product.js";
import type { ProductRevision } from "./revisions.js";
import type { TestColumns } from "./test-columns.js";
import type { TestListName, TestLists } from "./test-lists.js";
import type { Vocabulary } from "./vocabulary.js";

/** What columns may take of a process's memory: 10 to 25 bytes a bug, so that at least two million stay. */
const BUDGET_BYTES = 48 * 1024 * 1024;

/** How often a product that is being written to is read in steps before it is read in one. */
const ATTEMPTS = 2;

/** Tests of a product, and bugs of those that were asked for: all of one moment. */
export interface ProductPart {
  productId: number;
  tests: TestColumns;
  /** Those that were needed. */
  lists: TestLists;
  /** Rows of the tests asked for. */
  rows: Rows;
  /** Bugs of these tests, and of others. */
  blocks: readonly BugBlock[];
}

/** The tests of a product, to choose from. */
export type Tests = Pick<ProductPart, "tests" | "lists">;

export interface PartQuestion {
  needs: ProductNeeds;
  /** Rows of the tests that are asked for. */
  select: (tests: Tests) => Rows;
}

type KeptBlock = BugBlock & Droppable;
type KeptList = Lists & Droppable;
interface Kept extends RevisedTests, Droppable {
  lists: Partial<Record<TestListName, KeptList>>;
  blocks: (KeptBlock | undefined)[];
}

/** A product: what is known of it, and who reads it, one after the other, so that nothing is read twice. */
interface Product extends Source {
  kept: Kept | null;
  readers: Queue;
}

/**
 * Columns of tests and bugs, product by product, for as long as their revision stays. Read as needed: tests without their
 * bugs, and bugs of those blocks of tests that somebody asks for.
 */
export class ColumnCache {
  readonly #db: CustomerSql;
  readonly #vocabulary: Vocabulary;
  readonly #budget: Budget;
  readonly #products = new Map<number, Product>();

  constructor(db: CustomerSql, vocabulary: Vocabulary, budgetBytes = BUDGET_BYTES) {
    this.#db = db;
    this.#vocabulary = vocabulary;
    this.#budget = new Budget(budgetBytes);
  }

  get bytes(): number {
    return this.#budget.used;
  }

  /** @param revision that the product had a moment ago; answered is this state of it, or a later one */
  read({ productId, revision }: ProductRevision, question: PartQuestion): Promise<ProductPart> {
    const product = this.#products.get(productId) ?? {
      db: this.#db,
      productId,
      vocabulary: this.#vocabulary,
      kept: null,
      readers: new Queue({ blocking: false }),
    };
    this.#products.set(productId, product);
    return product.readers.add(() => this.#read(product, revision, question));
  }

  async #read(product: Product, revision: string, { needs, select }: PartQuestion): Promise<ProductPart> {
    const { productId } = product;
    if (product.kept?.revision !== revision) this.#forget(product);
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const kept = await this.#testsOf(product);
      const lists = kept === null ? null : await this.#listsOf(product, kept, needs.lists);
      if (kept === null || lists === null) continue;
      const { tests } = kept;
      const rows = select({ tests, lists });
      const blocks = needs.bugs === null ? [] : await this.#blocksOf(product, kept, rows, needs.bugs);
      if (blocks !== null) return { productId, tests, lists, rows, blocks };
    }
    const { tests, lists, bugs } = await readAtOnce(product, needs);
    return { productId, tests, lists, rows: select({ tests, lists }), blocks: bugs };
  }

  async #testsOf(product: Product): Promise<Kept | null> {
    if (product.kept === null) {
      const read = await readTests(product);
      if (read === null) return null;
      const bytes = bytesOf(Object.values(read.tests));
      product.kept = { ...read, bytes, lists: {}, blocks: [], drop: () => this.#forget(product) };
    }
    const { kept } = product;
    this.#budget.use(kept);
    return kept;
  }

  /** What its tests have several of; null when these have changed. */
  async #listsOf(product: Product, kept: Kept, names: readonly TestListName[]): Promise<TestLists | null> {
    const found: TestLists = {};
    for (const name of names) {
      const list = kept.lists[name] ?? (await readTestList(name, product, kept));
      if (list === null) return this.#forget(product);
      found[name] = list;
      if (product.kept === kept) this.#keepList(kept, name, list);
    }
    return found;
  }

  #keepList(kept: Kept, name: TestListName, { starts, values }: Lists): void {
    kept.lists[name] ??= { starts, values, bytes: bytesOf([starts, values]), drop: () => delete kept.lists[name] };
    this.#budget.use(kept.lists[name]);
  }

  /** The blocks of bugs that some tests need; null when these have changed. */
  async #blocksOf(product: Product, kept: Kept, rows: Rows, needs: BugNeeds): Promise<BugBlock[] | null> {
    const found: BugBlock[] = [];
    for (const index of blocksWith(rows)) {
      const known = kept.blocks[index] ?? null;
      if (known !== null && !Object.values(lackingOf(known, needs)).includes(true)) {
        this.#budget.use(known);
        found.push(known);
        continue;
      }
      await eventLoopTurn();
      const block = await readBugs(product, kept, index, known, needs);
      if (block === null) return this.#forget(product);
      // Its tests may have been dropped meanwhile, to make room for these very bugs.
      if (product.kept === kept) this.#keep(kept, index, block);
      found.push(block);
    }
    return found;
  }

  #keep(kept: Kept, index: number, block: BugBlock): void {
    const before = kept.blocks[index];
    if (before !== undefined) this.#budget.forget(before);
    const entry = {
      ...block,
      drop: () => {
        kept.blocks[index] = undefined;
      },
    };
    kept.blocks[index] = entry;
    this.#budget.use(entry);
  }

  #forget(product: Product): null {
    const { kept } = product;
    product.kept = null;
    for (const part of kept === null ? [] : [kept, ...Object.values(kept.lists), ...kept.blocks])
      if (part) this.#budget.forget(part);
    return null;
  }
}

/** The blocks that rows, which ascend, lie in. */
function blocksWith(rows: Rows): number[] {
  const blocks: number[] = [];
  for (const row of rows) {
    const block = Math.floor(row / TESTS_A_BLOCK);
    if (blocks.at(-1) !== block) blocks.push(block);
  }
  return blocks;
}
