import type { SearchEntity } from "@testio/store";
import type { PageQuery } from "../lists/pagination.js";
import type { PeriodQuery } from "../period/resolve-period.js";

/** `simple`: as people type. `raw`: SQLite's own language (FTS5), for who knows it. */
export const SEARCH_MODES = ["simple", "raw"] as const;
export type SearchMode = (typeof SEARCH_MODES)[number];

export const DEFAULT_SEARCH_RESULTS = 20;

/** What to search for, and where. A page holds 20 results unless asked otherwise. */
export interface SearchTextQuery extends PageQuery, PeriodQuery {
  /** Words that must all be found; "phrases"; login*. */
  query: string;
  /** Only records of these kinds. Absent or empty = all. */
  entities?: SearchEntity | readonly SearchEntity[] | undefined;
  /** Only records of these products. Users are of none. */
  product_ids?: readonly number[] | undefined;
  /** Default `simple`. */
  match_mode?: SearchMode | undefined;
  /** The same as `per_page`. */
  limit?: number | undefined;
}
