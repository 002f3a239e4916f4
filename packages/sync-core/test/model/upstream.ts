import type { Simulator } from "@testio/simulator";
import type { UpstreamChange } from "./history.js";
import { endAtFor, stretchOf, type UpstreamTest } from "./upstream-tests.js";

/** Everything a synced test has that is long and of no interest here. */
const LEAN = {
  features: [],
  requirements: [],
  test_environment: null,
  goal_text: null,
  instructions_text: null,
  out_of_scope_text: null,
};

export interface UpstreamProduct {
  readonly id: number;
  readonly sections: number;
  state: "listed" | "forbidden" | "withdrawn";
}

/** What the simulated API holds, told apart from the simulator so that the two can be held against each other. */
export class Upstream {
  readonly products: UpstreamProduct[] = [];
  readonly tests = new Map<number, UpstreamTest>();
  /** How often anything changed: two equal numbers mean that nothing did in between. */
  changes = 0;
  readonly #simulator: Simulator;
  readonly #moment: () => number;
  readonly #now: () => number;
  readonly #isBelowKnown: (test: UpstreamTest) => boolean;
  readonly #withdrawn: number[] = [];
  #names = 0;

  constructor(
    simulator: Simulator,
    clock: { moment: () => number; now: () => number },
    isBelowKnown: (test: UpstreamTest) => boolean,
  ) {
    this.#simulator = simulator;
    this.#moment = clock.moment;
    this.#now = clock.now;
    this.#isBelowKnown = isBelowKnown;
  }

  /** In list order. */
  list(productId: number): UpstreamTest[] {
    return this.#simulator.truth.testIds(productId).flatMap((id) => this.tests.get(id) ?? []);
  }

  listedProducts(): number[] {
    return this.products.filter(({ state }) => state !== "withdrawn").map(({ id }) => id);
  }

  /** How many feature lists it has. */
  featureLists(productId: number): number {
    return Math.max(1, this.products.find(({ id }) => id === productId)?.sections ?? 1);
  }

  addProduct(sections: number, tests: number): void {
    const { world, truth } = this.#simulator;
    const id = world.addProduct({
      name: `Product ${this.products.length + 1}`,
      sections: Array.from({ length: sections }, (_, index) => ({ id: 10 + index, name: `Section ${index}` })),
    });
    // Two per section are as good as twenty.
    for (const feature of truth.featureIds(id).slice(2 * Math.max(1, sections))) world.deleteFeature(feature);
    this.products.push({ id, sections, state: "listed" });
    for (let index = 0; index < tests; index += 1) {
      this.#addTest(
        id,
        this.#now() - index * 24 * 3_600_000,
        index < 3 ? "running" : index < 6 ? "locked" : "archived",
      );
    }
  }

  apply(change: UpstreamChange): void {
    this.changes += 1;
    switch (change.type) {
      case "product":
        this.#changeProduct(change);
        return;
      case "restore":
        this.#restore();
        return;
      case "heal":
        this.#heal(change);
        return;
      default:
        this.#changeTests(change);
        return;
    }
  }

  #changeTests(change: Exclude<UpstreamChange, { type: "product" | "restore" | "heal" }>): void {
    const product = this.products[change.product % this.products.length];
    if (product === undefined || product.state === "withdrawn") return;
    const list = this.list(product.id);
    switch (change.type) {
      case "add":
        for (let index = 0; index < change.count; index += 1) {
          this.#addTest(product.id, endAtFor(change.place, list, this.#now()), change.status);
        }
        return;
      case "poison":
        for (const test of stretchOf(list, change.from, change.count)) this.#poison(test, change.alone);
        return;
      case "delete":
      case "withdraw":
        for (const test of stretchOf(list, change.from, change.count)) this.#remove(test, change.type);
        return;
      default:
        this.#changeTest(change, list);
        return;
    }
  }

  #changeTest(change: Extract<UpstreamChange, { test: number }>, list: readonly UpstreamTest[]): void {
    const test = list[change.test % Math.max(1, list.length)];
    if (test === undefined) return;
    if (change.type === "bug") this.#changeBug(test.id, change.becomes);
    else if (change.type === "edit") this.#edit(test, change.status);
    else {
      const others = list.filter((other) => other !== test);
      this.#place(test, endAtFor(change.place, others, this.#now()));
    }
  }

  #poison(test: UpstreamTest, alone: boolean): void {
    this.#simulator.world.poisonTest(test.id, { alone });
    test.poisoned = alone ? "alone too" : "in lists";
  }

  #addTest(productId: number, endAt: number | null, status: string): void {
    const title = this.#name("Test");
    const end_at = endAt === null ? null : new Date(endAt).toISOString();
    const id = this.#simulator.world.addTest(productId, { ...LEAN, title, status, start_at: null, end_at });
    const test: UpstreamTest = {
      id,
      productId,
      title,
      status,
      endAt,
      placedAt: this.#moment(),
      placedBelowKnown: false,
      goneAt: null,
      poisoned: false,
      healedAt: null,
    };
    this.tests.set(id, test);
    test.placedBelowKnown = this.#isBelowKnown(test);
  }

  #edit(test: UpstreamTest, status: string): void {
    test.status = status;
    test.title = this.#name("Edited");
    this.#simulator.world.updateTest(test.id, { status, title: test.title });
  }

  #place(test: UpstreamTest, endAt: number | null): void {
    this.#simulator.world.updateTest(test.id, { end_at: endAt === null ? null : new Date(endAt).toISOString() });
    test.endAt = endAt;
    test.placedAt = this.#moment();
    test.placedBelowKnown = this.#isBelowKnown(test);
  }

  #remove(test: UpstreamTest, how: "delete" | "withdraw"): void {
    const { world } = this.#simulator;
    if (how === "delete") world.deleteTest(test.id);
    else world.withdrawTest(test.id);
    test.goneAt = this.#moment();
    if (how === "delete") test.poisoned = false;
    if (how === "withdraw") this.#withdrawn.push(test.id);
  }

  #restore(): void {
    const place = this.#withdrawn.findLastIndex((id) => this.#isListed(this.tests.get(id)?.productId));
    const test = this.tests.get(this.#withdrawn[place] ?? -1);
    if (test === undefined) return;
    this.#withdrawn.splice(place, 1);
    this.#simulator.world.restoreTest(test.id);
    test.goneAt = null;
    test.placedAt = this.#moment();
    test.placedBelowKnown = this.#isBelowKnown(test);
  }

  #heal({ from, count }: { from: number; count: number }): void {
    const bad = [...this.tests.values()].filter(({ poisoned, goneAt }) => poisoned && goneAt === null);
    for (const test of stretchOf(bad, from, count)) {
      this.#simulator.world.healTest(test.id);
      test.poisoned = false;
      test.healedAt = this.#moment();
    }
  }

  #changeProduct({ product: place, becomes }: Extract<UpstreamChange, { type: "product" }>): void {
    const { world } = this.#simulator;
    if (becomes === "added") {
      if (this.products.length < 4) this.addProduct(0, 3);
      return;
    }
    const product = this.products[place % this.products.length];
    if (product === undefined) return;
    const { id, state } = product;
    if (becomes === "withdrawn" && state !== "withdrawn") {
      if (state === "forbidden") world.allowProduct(id);
      world.withdrawProduct(id);
      product.state = "withdrawn";
    } else if (becomes === "restored" && state === "withdrawn") {
      world.restoreProduct(id);
      product.state = "listed";
    } else if (becomes === "forbidden" && state === "listed") {
      world.forbidProduct(id);
      product.state = "forbidden";
    } else if (becomes === "allowed" && state === "forbidden") {
      world.allowProduct(id);
      product.state = "listed";
    }
  }

  #changeBug(testId: number, becomes: Extract<UpstreamChange, { type: "bug" }>["becomes"]): void {
    const { world, truth } = this.#simulator;
    const ids = truth.bugIds(testId);
    const last = ids.at(-1);
    if (becomes === "added") world.addBug(testId, { title: this.#name("Bug"), status: "forwarded", severity: "low" });
    else if (last === undefined) return;
    else if (becomes === "edited") world.updateBug(last, { title: this.#name("Bug"), status: "accepted" });
    else if (becomes === "deleted") world.deleteBug(last);
    else if (becomes === "poisoned") world.poisonBug(last);
    else for (const id of ids) world.healBug(id);
  }

  #isListed(productId: number | undefined): boolean {
    return this.products.some(({ id, state }) => id === productId && state !== "withdrawn");
  }

  #name(kind: string): string {
    this.#names += 1;
    return `${kind} ${this.#names}`;
  }
}
