import {
  BUG_SEVERITIES,
  BUG_STATUSES,
  REJECTION_REASONS,
  type Store,
  TEST_STATUS_RANK,
  TESTING_TYPES,
} from "@testio/store";
import { InvalidQueryError } from "../errors/invalid-query-error.js";
import { shorten } from "../format/text.js";

const ONE = { limit: 1, offset: 0 };
const LONGEST_SHOWN = 60;

interface Vocabulary {
  usual: readonly string[];
  isStored: (store: Store, value: string) => Promise<boolean>;
}

const isAny = async (page: Promise<{ total: number }>) => (await page).total > 0;

/** What TestIO is known to answer, and how to find out whether it answered something else. */
const VOCABULARIES = {
  severity: {
    usual: BUG_SEVERITIES,
    isStored: (store, value) => isAny(store.listBugs({ severities: [value], ...ONE })),
  },
  bug_status: {
    usual: BUG_STATUSES,
    isStored: (store, value) => isAny(store.listBugs({ statuses: [value], ...ONE })),
  },
  rejection_reason: {
    usual: REJECTION_REASONS,
    isStored: (store, value) => isAny(store.listBugs({ rejectionReasons: [value], ...ONE })),
  },
  test_status: {
    usual: TEST_STATUS_RANK,
    isStored: (store, value) => isAny(store.listTests({ statuses: [value], ...ONE })),
  },
  testing_type: {
    usual: TESTING_TYPES,
    isStored: (store, value) => isAny(store.listTests({ testingTypes: [value], ...ONE })),
  },
} as const satisfies Record<string, Vocabulary>;

export type UsualDimension = keyof typeof VOCABULARIES;

/** Of test statuses: every one, also where some are left out unless asked for. */
export const ALL = "all";

/**
 * Refuses values that mean nothing, such as the severity "major". What is not in the vocabulary but stored was answered by
 * TestIO: since it is shown and counted, it can be asked for, in lists, metrics and reports alike.
 *
 * @param synonyms further words the caller understands
 * @throws InvalidQueryError naming the valid values.
 */
export async function refuseUnknown(
  store: Store,
  dimension: UsualDimension,
  field: string,
  values: readonly string[],
  synonyms: readonly string[] = [],
): Promise<void> {
  const { usual, isStored }: Vocabulary = VOCABULARIES[dimension];
  const choices = [...usual, ...synonyms];
  for (const value of values) {
    if (choices.includes(value) || (await isStored(store, value))) continue;
    const shown = JSON.stringify(shorten(value, LONGEST_SHOWN));
    throw new InvalidQueryError(field, `${field} ${shown} does not exist. Valid are: ${choices.join(", ")}.`);
  }
}

/** The test statuses a list is narrowed to; null = none, or `all`. @throws InvalidQueryError when one of them does not exist. */
export async function testStatusesOf(
  store: Store,
  field: string,
  values: readonly string[] | null,
): Promise<string[] | null> {
  if (values === null || values.includes(ALL)) return null;
  await refuseUnknown(store, "test_status", field, values, [ALL]);
  return [...values];
}
