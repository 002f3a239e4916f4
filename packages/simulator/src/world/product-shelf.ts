import type { Feature } from "../data/feature.js";
import { FEATURE_ROOM } from "../data/features.js";
import type { Layout } from "../data/layout.js";
import { type ProductPlan, planProduct } from "../data/plan.js";
import { generateProduct } from "../data/products.js";
import type { Settings } from "../settings.js";
import { applyPatch, type Fields, Overlay } from "./patch.js";
import { UnknownRecordError } from "./unknown-record-error.js";

/** All products with what belongs to them. Few enough to be kept. */
export class ProductShelf {
  readonly #settings: Settings;
  readonly #layout: Layout;
  readonly #plans = new Map<number, ProductPlan>();
  readonly #features = new Overlay();
  readonly #withdrawn = new Map<number, ProductPlan>();
  readonly #forbidden = new Set<number>();
  #nextId: number;

  constructor(settings: Settings, layout: Layout) {
    this.#settings = settings;
    this.#layout = layout;
    this.#nextId = layout.firstFree.product;
    for (let index = 0; index < settings.productCount; index += 1) this.#plan(layout.productId(index), {});
  }

  #plan(id: number, fields: Fields): void {
    const index = this.#layout.productIndex(id);
    const record = applyPatch(this.#plans.get(id)?.record ?? generateProduct(this.#settings, index, id), fields);
    this.#plans.set(id, planProduct(this.#settings, index, record, id));
  }

  all(): ProductPlan[] {
    return [...this.#plans.values()];
  }

  get(id: number): ProductPlan | undefined {
    return this.#plans.get(id);
  }

  require(id: number): ProductPlan {
    const plan = this.#plans.get(id);
    if (!plan) throw new UnknownRecordError("product", id);
    return plan;
  }

  add(fields: Fields): number {
    const id = this.#nextId;
    this.#nextId += 1;
    this.#plan(id, fields);
    return id;
  }

  update(id: number, fields: Fields): void {
    this.require(id);
    this.#plan(id, fields);
  }

  delete(id: number): void {
    this.require(id);
    this.#plans.delete(id);
  }

  withdraw(id: number): void {
    const plan = this.require(id);
    this.#plans.delete(id);
    this.#withdrawn.set(id, plan);
  }

  /** It comes back as the last of the list. */
  restore(id: number): void {
    const plan = this.#withdrawn.get(id);
    if (!plan) throw new UnknownRecordError("product", id);
    this.#withdrawn.delete(id);
    this.#plans.set(id, plan);
  }

  isForbidden(id: number): boolean {
    return this.#forbidden.has(id);
  }

  forbid(id: number): void {
    this.require(id);
    this.#forbidden.add(id);
  }

  allow(id: number): void {
    this.#forbidden.delete(id);
  }

  /** Features a list answers: without deleted ones, with changes. */
  features(plan: ProductPlan, sectionId?: number): Feature[] {
    const all = sectionId === undefined ? plan.features : (plan.bySection.get(sectionId) ?? []);
    return all
      .filter((feature) => !this.#features.isDeleted(feature.id))
      .map((feature) => ({ ...feature, ...this.#features.fields(feature.id) }));
  }

  #requireFeature(id: number): void {
    const plan = this.require(Math.floor(id / FEATURE_ROOM));
    if (!plan.features.some((feature) => feature.id === id) || this.#features.isDeleted(id)) {
      throw new UnknownRecordError("feature", id);
    }
  }

  updateFeature(id: number, fields: Fields): void {
    this.#requireFeature(id);
    this.#features.change(id, fields);
  }

  deleteFeature(id: number): void {
    this.#requireFeature(id);
    this.#features.delete(id);
  }
}
