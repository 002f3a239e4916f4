import type { Customer } from "./customer.js";
import type { Fields } from "./patch.js";

/**
 * What happens at TestIO while a client looks on. Changes show in the very next answer.
 * Every function throws {@link UnknownRecordError} for a record that does not exist.
 */
export interface World {
  /** Adds a test, by default running and with the newest `end_at` of its product. It has no bugs until {@link World.addBug}. */
  addTest(productId: number, fields?: Fields): number;
  /** A changed `end_at` moves the test in the list. */
  updateTest(id: number, fields: Fields): void;
  /** Its bugs go with it. */
  deleteTest(id: number): void;
  /** Not listed and 404 from now on, as when a token loses the right to see it, until {@link World.restoreTest}. */
  withdrawTest(id: number): void;
  /** With everything it had when it was withdrawn. */
  restoreTest(id: number): void;
  /** Makes it a bad record: every list answer that contains it is a 500. Asked alone by id it still answers, unless `alone` is set. */
  poisonTest(id: number, options?: { alone?: boolean }): void;
  healTest(id: number): void;
  /** `sections` and `sections_with_default` among the fields decide whether it uses sections. It has no tests. */
  addProduct(fields?: Fields): number;
  updateProduct(id: number, fields: Fields): void;
  /** Its tests and bugs go with it. */
  deleteProduct(id: number): void;
  /** Neither listed nor answered, and so are its tests and bugs, until {@link World.restoreProduct}. */
  withdrawProduct(id: number): void;
  restoreProduct(id: number): void;
  /** It stays in the list of products; whatever else names it, or a test of it, is a 403. */
  forbidProduct(id: number): void;
  allowProduct(id: number): void;
  updateFeature(id: number, fields: Fields): void;
  /** Tests go on naming it. */
  deleteFeature(id: number): void;
  addBug(testId: number, fields?: Fields): number;
  updateBug(id: number, fields: Fields): void;
  deleteBug(id: number): void;
  /** Makes it a bad record: every list of bugs that contains it is a 500; asked alone by id it still answers. */
  poisonBug(id: number): void;
  healBug(id: number): void;
}

export function createWorld({ products, tests, bugs }: Customer): World {
  return {
    addTest: (productId, fields = {}) => tests.add(productId, fields),
    updateTest: (id, fields) => tests.update(id, fields),
    deleteTest: (id) => tests.delete(id),
    withdrawTest: (id) => tests.withdraw(id),
    restoreTest: (id) => tests.restore(id),
    poisonTest: (id, { alone = false } = {}) => tests.poison(id, alone),
    healTest: (id) => tests.heal(id),
    addProduct: (fields = {}) => products.add(fields),
    updateProduct: (id, fields) => products.update(id, fields),
    deleteProduct: (id) => products.delete(id),
    withdrawProduct: (id) => products.withdraw(id),
    restoreProduct: (id) => products.restore(id),
    forbidProduct: (id) => products.forbid(id),
    allowProduct: (id) => products.allow(id),
    updateFeature: (id, fields) => products.updateFeature(id, fields),
    deleteFeature: (id) => products.deleteFeature(id),
    addBug: (testId, fields = {}) => bugs.add(testId, fields),
    updateBug: (id, fields) => bugs.update(id, fields),
    deleteBug: (id) => bugs.delete(id),
    poisonBug: (id) => bugs.poison(id),
    healBug: (id) => bugs.heal(id),
  };
}
