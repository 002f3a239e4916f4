import type { AggregateFilter, AggregateKey, BugDimension, TestAggregateFilter, TestDimension } from "../../types.js";
import { type Allowed, allowed, allowedNames } from "./allowed.js";
import type { BugBlock } from "./columns/bug-block.js";
import { type Codes, type Lists, passingCodes, present } from "./columns/codes.js";
import type { Part } from "./columns/columns.js";
import { Dictionary } from "./columns/dictionary.js";

import type { Scratch } from "./columns/scratch.js";
import { type BugKind, shownStatus, type Vocabulary } from "./columns/vocabulary.js";

/** Any number of keys of each row, of which a filter may let through only some. */
export interface ListColumn {
  lists: Lists;
  allow: Allowed;
}

/** The keys of rows in one dimension. */
export type KeyColumn = Codes | ListColumn;

/** A dimension that tests or bugs are grouped by. Codes mean the same in every key of a dimension. */
export interface Key<Columns> {
  /** @param scratch for what lasts as long as the rows are grouped */
  columnOf: (columns: Columns, scratch: Scratch) => KeyColumn;
  keyOf: (code: number) => AggregateKey;
}

/** Each id as one object, in however many groups it is. */
function byId(dictionary: Dictionary<number>): (code: number) => AggregateKey {
  return remembered((code) => ({ id: dictionary.valueOf(code), label: null }));
}

function byName(dictionary: Dictionary<string>): (code: number) => AggregateKey {
  return remembered((code) => ({ id: null, label: dictionary.valueOf(code) }));
}

function remembered(keyOf: (code: number) => AggregateKey): (code: number) => AggregateKey {
  const keys: AggregateKey[] = [];
  return (code) => {
    keys[code] ??= keyOf(code);
    return keys[code];
  };
}

/** Of a dimension that tests have. */
export function testKey(dimension: TestDimension, filter: TestAggregateFilter, vocabulary: Vocabulary): Key<Part> {
  switch (dimension) {
    case "product":
      return {
        columnOf: ({ productId, tests }) => passingCodes(tests.ids.length, () => vocabulary.products.codeOf(productId)),
        keyOf: byId(vocabulary.products),
      };
    case "test":
      return keyOfTests();
    case "feature":
      return {
        columnOf: ({ lists }) => ({
          lists: present(lists.features),
          allow: allowed(vocabulary.features, filter.featureIds),
        }),
        keyOf: byId(vocabulary.features),
      };
    case "target_platform":
      return {
        columnOf: ({ lists }) => ({
          lists: present(lists.platforms),
          allow: allowedNames(vocabulary.systems, filter.targetPlatforms),
        }),
        keyOf: byName(vocabulary.systems),
      };
    case "customer":
      return { columnOf: ({ tests }) => tests.customers, keyOf: byName(vocabulary.customers) };
    case "testing_type":
      return { columnOf: ({ tests }) => tests.testingTypes, keyOf: byName(vocabulary.testingTypes) };
    case "test_status":
      return { columnOf: ({ tests }) => tests.statuses, keyOf: byName(vocabulary.statuses) };
    case "test_environment":
      return { columnOf: ({ tests }) => tests.environments, keyOf: byId(vocabulary.environments) };
    default: {
      const times = vocabulary.times[dimension];
      return { columnOf: ({ tests }) => times.codesOf(tests.ends), keyOf: byName(times.dictionary) };
    }
  }
}

/** A test is of one product: its place among the tests of all is its code. */
function keyOfTests(): Key<Part> {
  const ids: number[] = [];
  return {
    columnOf: ({ tests, testsBefore }) => {
      for (const [row, id] of tests.ids.entries()) ids[testsBefore + row] = id;
      return passingCodes(tests.ids.length, (row) => testsBefore + row);
    },
    keyOf: remembered((code) => ({ id: ids[code] ?? null, label: null })),
  };
}

/** Of a dimension that bugs have by themselves. */
export function bugKey(
  dimension: BugDimension | "feature",
  filter: AggregateFilter,
  vocabulary: Vocabulary,
): Key<BugBlock> {
  switch (dimension) {
    case "feature":
      return { columnOf: ({ features }) => present(features), keyOf: byId(vocabulary.features) };
    case "tester":
      return { columnOf: ({ bugs }) => bugs.reporters, keyOf: byName(vocabulary.reporters) };
    case "found_platform":
      return {
        columnOf: ({ systems }) => ({
          lists: present(systems),
          allow: allowedNames(vocabulary.systems, filter.foundPlatforms),
        }),
        keyOf: byName(vocabulary.systems),
      };
    case "severity":
      return kindKey(vocabulary, ({ severity }) => severity);
    case "bug_status":
      return kindKey(vocabulary, shownStatus);
    case "rejection_reason":
      return kindKey(vocabulary, ({ rejectionReason }) => rejectionReason);
    case "known_bug":
      return kindKey(vocabulary, ({ known }) => String(known));
  }
}

function kindKey(vocabulary: Vocabulary, labelOf: (kind: BugKind) => string | null): Key<BugBlock> {
  const values = new Dictionary<string>();
  return {
    columnOf: ({ bugs: { kinds } }, scratch) => {
      const codes = vocabulary.allKinds().map((kind) => values.codeOf(labelOf(kind)));
      const column = scratch.take(kinds.length);
      for (let row = 0; row < kinds.length; row += 1) column[row] = codes[kinds[row] ?? 0] ?? 0;
      return column;
    },
    keyOf: byName(values),
  };
}
