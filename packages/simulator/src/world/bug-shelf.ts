import { type BugContext, bugCount, generateBug } from "../data/bugs.js";
import type { Layout } from "../data/layout.js";
import type { ApiRecord } from "../data/record.js";
import type { Settings } from "../settings.js";
import { applyPatch, type Fields, Overlay } from "./patch.js";
import type { ProductShelf } from "./product-shelf.js";
import type { TestShelf } from "./test-shelf.js";
import { UnknownRecordError } from "./unknown-record-error.js";

/** All bugs: generated from their tests on demand, with the changes made at run time laid over them. */
export class BugShelf {
  readonly #settings: Settings;
  readonly #layout: Layout;
  readonly #products: ProductShelf;
  readonly #tests: TestShelf;
  readonly #changes = new Overlay();
  readonly #poisoned = new Set<number>();
  readonly #addedTo = new Map<number, number>();
  readonly #addedOf = new Map<number, number[]>();
  #nextId: number;

  constructor(settings: Settings, layout: Layout, products: ProductShelf, tests: TestShelf) {
    this.#settings = settings;
    this.#layout = layout;
    this.#products = products;
    this.#tests = tests;
    this.#nextId = layout.firstFree.bug;
  }

  /** Ids of a test's bugs, ascending; none for a test that does not exist. */
  ids(testId: number): number[] {
    if (!this.#tests.place(testId)) return [];
    const count = this.#tests.hasGeneratedBugs(testId) ? bugCount(this.#settings, testId) : 0;
    const generated = Array.from({ length: count }, (_, position) => this.#layout.bugId(testId, position));
    return [...generated, ...(this.#addedOf.get(testId) ?? [])].filter((id) => !this.#changes.isDeleted(id));
  }

  ofTest(testId: number): ApiRecord[] {
    const context = this.#context(testId);
    return context ? this.ids(testId).map((id) => this.#read(context, id)) : [];
  }

  get(id: number): ApiRecord | undefined {
    const testId = this.#testOf(id);
    const context = testId === undefined ? undefined : this.#context(testId);
    return context && this.#read(context, id);
  }

  #read(context: BugContext & { title: unknown }, id: number): ApiRecord {
    const bug = generateBug(context, id);
    bug.test = { id: context.test.id, title: context.title };
    return applyPatch(bug, this.#changes.fields(id));
  }

  #context(testId: number): (BugContext & { title: unknown }) | undefined {
    const productId = this.#tests.productId(testId);
    const plan = productId === undefined ? undefined : this.#products.get(productId);
    const current = plan && this.#tests.get(testId);
    if (!plan || !current) return undefined;
    // Later changes of a test must not rewrite the reports testers filed before.
    const test = (this.#tests.isAdded(testId) ? current : this.#tests.base(testId)) ?? current;
    return { settings: this.#settings, plan, test, title: current.title ?? current.test_title };
  }

  #testOf(id: number): number | undefined {
    if (this.#changes.isDeleted(id)) return undefined;
    const testId = this.#addedTo.get(id);
    if (testId !== undefined) return testId;
    const place = this.#layout.bugPlace(id);
    if (!place || !this.#tests.hasGeneratedBugs(place.testId)) return undefined;
    return place.position < bugCount(this.#settings, place.testId) ? place.testId : undefined;
  }

  #require(id: number): void {
    const testId = this.#testOf(id);
    if (testId === undefined || !this.#tests.place(testId)) throw new UnknownRecordError("bug", id);
  }

  add(testId: number, fields: Fields): number {
    if (!this.#tests.place(testId)) throw new UnknownRecordError("test", testId);
    const id = this.#nextId;
    this.#nextId += 1;
    this.#addedTo.set(id, testId);
    const siblings = this.#addedOf.get(testId);
    if (siblings) siblings.push(id);
    else this.#addedOf.set(testId, [id]);
    this.#changes.change(id, { reported_at: new Date(this.#settings.nowMs).toISOString(), ...fields });
    return id;
  }

  update(id: number, fields: Fields): void {
    this.#require(id);
    this.#changes.change(id, fields);
  }

  delete(id: number): void {
    this.#require(id);
    this.#changes.delete(id);
  }

  poison(id: number): void {
    this.#require(id);
    this.#poisoned.add(id);
  }

  heal(id: number): void {
    this.#poisoned.delete(id);
  }

  /** Whether any of the test's bugs spoils the lists that hold it. */
  isPoisoned(testId: number): boolean {
    return this.#poisoned.size > 0 && this.ids(testId).some((id) => this.#poisoned.has(id));
  }

  changedFields(): Iterable<Fields> {
    return this.#changes.allFields();
  }
}
