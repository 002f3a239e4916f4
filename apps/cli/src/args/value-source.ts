import type { NamedRecord } from "@testio/store";

/** A value, with what it means where that is not plain. */
export type Word = string | readonly [value: string, meaning: string];

/**
 * What the values of an option or argument may be, for those who want them completed: words; those of a library that takes a
 * while to load; records that are stored, by name or id or by id alone; `name=value` with values that depend on the name;
 * files.
 */
export type ValueSource =
  | readonly Word[]
  | (() => Promise<readonly Word[]>)
  | { stored: NamedRecord; by: "name" | "id" }
  | { valuesByName: Readonly<Record<string, ValueSource>> }
  | "file";

/** Periods and days, as people name them. */
export const DATE_WORDS: readonly Word[] = [
  "today",
  "yesterday",
  "last 7 days",
  "last 30 days",
  "last 90 days",
  "this week",
  "last week",
  "this month",
  "last month",
  "this quarter",
  "last quarter",
  "this year",
  "last year",
  ["YTD", "this year up to today"],
  "all",
];

/** Since when, as the settings understand it. */
export const SINCE_WORDS: readonly Word[] = [
  "30 days ago",
  "90 days ago",
  "6 months ago",
  "1 year ago",
  ["all", "no limit"],
];

/** The usual ones: TestIO may have others. */
export const PRODUCT_TYPES: readonly Word[] = ["website", "mobile_app_ios", "mobile_app_android", "mobile_app_windows"];

export const PLATFORMS: readonly Word[] = ["Android", "iOS", "iPadOS", "macOS", "Windows"];

export const PRODUCT = { stored: "product", by: "name" } as const;
export const FEATURE = { stored: "feature", by: "name" } as const;
export const USER = { stored: "user", by: "name" } as const;
export const TEST = { stored: "test", by: "id" } as const;
export const BUG = { stored: "bug", by: "id" } as const;
