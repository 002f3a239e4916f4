import type { ListAnswer } from "@testio/api-client";
import type { TestWrite } from "@testio/store";

/** A record of a test list that TestIO cannot answer: every page that contains it is an error. */
export interface BadRecord {
  /** How many of the page's items stand above it. */
  itemsAbove: number;
  /** Its place in the list, from 1. */
  position: number;
}

/** A page as it will be stored. Pages wait for their turn in this form, which is half the size of what was answered. */
export interface TestPage extends ListAnswer<TestWrite> {
  /** When it was asked for: what it says may be as old as that. */
  sentAt: Date;
  bad: readonly BadRecord[];
  /** Set when it was put together from smaller pages, with what those showed: see `IsolatedPage`. */
  isolation: { cap: number | null; toEnd: boolean } | null;
}

/** How many records of the list the page covers. */
export function rowsOn({ items, unreadable, bad }: Pick<TestPage, "items" | "unreadable" | "bad">): number {
  return items.length + unreadable.length + bad.length;
}
