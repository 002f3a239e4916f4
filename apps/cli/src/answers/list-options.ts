import { textOption } from "../args/options.js";
import { DATE_WORDS } from "../args/value-source.js";
import { choiceOf, optional, wholeNumberOf } from "../args/values.js";

const LARGEST_PAGE = 200;
export const SORT_ORDERS = ["asc", "desc"] as const;
export const DETAILS = ["lean", "full"] as const;

export const PAGING_OPTIONS = {
  limit: textOption("Rows of a page, 1-200", "per-page"),
  page: textOption("Which page, from 1"),
} as const;

/** Of lists whose every page can be had. */
export const LIST_PAGING_OPTIONS = {
  ...PAGING_OPTIONS,
  all: { type: "boolean", default: false, description: "Print all pages, one after the other" },
} as const;

export const PERIOD_OPTIONS = {
  "start-date": { ...textOption('First day, as in 2026-01-31 or "last quarter"'), completes: DATE_WORDS },
  "end-date": { ...textOption("Last day, included"), completes: DATE_WORDS },
} as const;

export const DETAIL_OPTION = {
  detail: { ...textOption("lean or full: full adds texts and further columns"), completes: DETAILS },
} as const;

export function sortOptions(fields: readonly string[], usual: string) {
  return {
    "sort-by": { ...textOption(`${fields.join(", ")}; default ${usual}`), completes: fields },
    "sort-order": { ...textOption("asc or desc"), completes: SORT_ORDERS },
  } as const;
}

interface ListFlags {
  limit?: string | undefined;
  page?: string | undefined;
  "sort-by"?: string | undefined;
  "sort-order"?: string | undefined;
}

/** In which order. */
export function sortOf<const Sort extends string>(args: ListFlags, sorts: readonly Sort[]) {
  return {
    sort_by: optional(args["sort-by"], (text) => choiceOf("--sort-by", text, sorts)),
    sort_order: optional(args["sort-order"], (text) => choiceOf("--sort-order", text, SORT_ORDERS)),
  };
}

export function pageQueryOf({ limit, page }: ListFlags, usual: number) {
  return {
    page: optional(page, (text) => wholeNumberOf("--page", text, 1)) ?? 1,
    per_page: optional(limit, (text) => wholeNumberOf("--limit", text, 1, LARGEST_PAGE)) ?? usual,
  };
}

export function periodOf(args: { "start-date"?: string | undefined; "end-date"?: string | undefined }) {
  return { start_date: args["start-date"], end_date: args["end-date"] };
}
