import fc from "fast-check";
import { expect, test } from "vitest";
import { ApiResponseFormatError } from "../src/index.js";
import { bugReader } from "../src/schemas/bug.js";
import { DriftCounter } from "../src/schemas/drift.js";
import { readList } from "../src/schemas/envelope.js";
import { productReader } from "../src/schemas/product.js";
import { testReader } from "../src/schemas/test.js";
import { FULL_BUG } from "./support/records.js";

const readTest = testReader(new DriftCounter());
const readBug = bugReader(new DriftCounter());
const readProduct = productReader(new DriftCounter());

const KEYS = ["exploratory_tests", "id", "title", "end_at", "features", "requirements", "product", "user_stories"];
const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.jsonValue({ maxDepth: 1 }),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom(...KEYS, "test_environment", "browsers", "__proto__"), tie("value"), {
      maxKeys: 6,
    }),
  ),
})).value;

test("a list of tests fails only over its envelope, and every record ends up somewhere", () => {
  fc.assert(
    fc.property(fc.array(json, { maxLength: 5 }), (records) => {
      const answer = JSON.parse(JSON.stringify({ exploratory_tests: records }));
      const { items, unreadable } = readList("/x", answer, "exploratory_tests", readTest);
      expect(items.length + unreadable.length).toBe(records.length);
    }),
    { numRuns: 300 },
  );
  fc.assert(
    fc.property(json, (answer) => {
      try {
        readList("/x", answer, "exploratory_tests", readTest);
      } catch (error) {
        expect(error).toBeInstanceOf(ApiResponseFormatError);
      }
    }),
    { numRuns: 300 },
  );
});

test("bugs and products with any fields are read as long as they have an id", () => {
  const fields = [...Object.keys(FULL_BUG), "sections", "sections_with_default", "name"];
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...fields), json), (record) => {
      expect(readBug({ ...record, id: 1 })?.id).toBe(1);
      expect(readProduct({ ...record, id: 1 })?.id).toBe(1);
    }),
    { numRuns: 200 },
  );
});
