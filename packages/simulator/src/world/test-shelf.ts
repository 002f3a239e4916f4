import type { Layout, TestPlace } from "../data/layout.js";
import type { ApiRecord } from "../data/record.js";
import { endKey, hasRun, scheduleOf, statusOf } from "../data/schedule.js";
import { generateTest } from "../data/tests.js";
import { DAY, HOUR, MINUTE, parseTime } from "../data/time.js";
import type { Settings } from "../settings.js";
import { ListOrder } from "./list-order.js";
import { applyPatch, type Fields, Overlay } from "./patch.js";
import type { ProductShelf } from "./product-shelf.js";
import { UnknownRecordError } from "./unknown-record-error.js";

/** All tests: generated on demand, with the changes made at run time laid over them. */
export class TestShelf {
  readonly #settings: Settings;
  readonly #layout: Layout;
  readonly #products: ProductShelf;
  readonly #changes = new Overlay();
  /** Product index of each test added at run time. */
  readonly #added = new Map<number, number>();
  /** Bad records, and whether asking for one alone fails as well. */
  readonly #poisoned = new Map<number, { alone: boolean }>();
  readonly #withdrawn = new Set<number>();
  readonly #orders = new Map<number, ListOrder>();
  #nextId: number;

  constructor(settings: Settings, layout: Layout, products: ProductShelf) {
    this.#settings = settings;
    this.#layout = layout;
    this.#products = products;
    this.#nextId = layout.firstFree.test;
  }

  /** Where the test stands, unless it or its product was deleted, is withdrawn, or never existed. */
  place(id: number): TestPlace | undefined {
    if (this.#changes.isDeleted(id) || this.#withdrawn.has(id)) return undefined;
    const productIndex = this.#added.get(id);
    const place = productIndex === undefined ? this.#layout.testPlace(id) : { productIndex, position: 1, count: 1 };
    return place && this.#products.get(this.#layout.productId(place.productIndex)) ? place : undefined;
  }

  isAdded(id: number): boolean {
    return this.#added.has(id);
  }

  productId(id: number): number | undefined {
    const place = this.place(id);
    return place && this.#layout.productId(place.productIndex);
  }

  #key = (id: number): number => {
    const fields = this.#changes.fields(id);
    const place = this.place(id);
    const generated = () => place && endKey(this.#settings, id, place);
    const end = fields && "end_at" in fields ? parseTime(fields.end_at) : generated();
    return end ?? (this.#settings.nullEndAtFirst ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY);
  };

  #order(productId: number): ListOrder {
    const known = this.#orders.get(productId);
    if (known) return known;
    const { first, count } = this.#layout.testIds(this.#layout.productIndex(productId));
    const ids = Array.from({ length: count }, (_, offset) => first + offset);
    const order = new ListOrder(ids, this.#key);
    this.#orders.set(productId, order);
    return order;
  }

  /** Ids in list order. Live: changes show in it. */
  ids(productId: number): readonly number[] {
    return this.#order(productId).ids;
  }

  /** The test as generated, before changes; what its bugs are generated from. */
  base(id: number): ApiRecord | undefined {
    const place = this.place(id);
    const plan = place && this.#products.get(this.#layout.productId(place.productIndex));
    return plan && generateTest(this.#settings, plan, id, place);
  }

  get(id: number): ApiRecord | undefined {
    const base = this.base(id);
    return base && applyPatch(base, this.#changes.fields(id));
  }

  /** Whether generated bugs belong to it. */
  hasGeneratedBugs(id: number): boolean {
    const place = this.place(id);
    if (!place || this.isAdded(id)) return false;
    return hasRun(statusOf(this.#settings, id, place, scheduleOf(this.#settings, id, place)).status);
  }

  /** Whether it spoils the lists that hold it. */
  isPoisoned(id: number): boolean {
    return this.#poisoned.has(id);
  }

  /** Whether it fails even when it is asked for alone. */
  isPoisonedAlone(id: number): boolean {
    return this.#poisoned.get(id)?.alone ?? false;
  }

  #require(id: number): number {
    const productId = this.productId(id);
    if (productId === undefined) throw new UnknownRecordError("test", id);
    return productId;
  }

  add(productId: number, fields: Fields): number {
    const { index } = this.#products.require(productId);
    const order = this.#order(productId);
    const id = this.#nextId;
    this.#nextId += 1;
    // Later than every generated test, each a minute after the one added before it.
    const endMs = this.#settings.nowMs + 20 * DAY + (id - this.#layout.firstFree.test) * MINUTE;
    this.#added.set(id, index);
    this.#changes.change(id, {
      title: `Added test ${id}`,
      status: "running",
      start_at: new Date(endMs - 48 * HOUR).toISOString(),
      end_at: new Date(endMs).toISOString(),
      ...fields,
    });
    order.insert(id);
    return id;
  }

  update(id: number, fields: Fields): void {
    const order = this.#order(this.#require(id));
    order.remove(id);
    this.#changes.change(id, fields);
    order.insert(id);
  }

  delete(id: number): void {
    this.#order(this.#require(id)).remove(id);
    this.#changes.delete(id);
    this.#added.delete(id);
    this.#poisoned.delete(id);
  }

  withdraw(id: number): void {
    this.#order(this.#require(id)).remove(id);
    this.#withdrawn.add(id);
  }

  restore(id: number): void {
    if (!this.#withdrawn.delete(id)) throw new UnknownRecordError("test", id);
    this.#order(this.#require(id)).insert(id);
  }

  poison(id: number, alone: boolean): void {
    this.#require(id);
    this.#poisoned.set(id, { alone });
  }

  heal(id: number): void {
    this.#poisoned.delete(id);
  }

  changedFields(): Iterable<Fields> {
    return this.#changes.allFields();
  }
}
