import { createLayout, type Layout } from "../data/layout.js";
import type { Settings } from "../settings.js";
import { BugShelf } from "./bug-shelf.js";
import { ProductShelf } from "./product-shelf.js";
import { TestShelf } from "./test-shelf.js";

/** Everything one simulated customer has. */
export interface Customer {
  readonly settings: Settings;
  readonly layout: Layout;
  readonly products: ProductShelf;
  readonly tests: TestShelf;
  readonly bugs: BugShelf;
}

export function createCustomer(settings: Settings): Customer {
  const layout = createLayout(settings);
  const products = new ProductShelf(settings, layout);
  const tests = new TestShelf(settings, layout, products);
  return { settings, layout, products, tests, bugs: new BugShelf(settings, layout, products, tests) };
}
