import type { SortOrder, Store, UserRow, UserSort, UserType } from "@testio/store";
import { InvalidQueryError } from "../errors/invalid-query-error.js";
import { NotFoundError } from "../errors/not-found-error.js";
import { isoOrNull } from "../format/dates.js";
import type { Trust } from "../trust/coverage.js";
import { refreshBugScope } from "../trust/refresh-bug-scope.js";
import type { RefreshOptions } from "../trust/refresh-on-read.js";
import { type PageQuery, type Pagination, pageWindow, pagination } from "./pagination.js";

export const DEFAULT_ACTIVE_DAYS = 365;
const DAY_MS = 86_400_000;

/** Which people, in which order. */
export interface UserListQuery extends PageQuery {
  /** `tester`: who reports bugs; `customer`: who creates and submits tests. Absent = both. */
  user_type?: UserType | undefined;
  /** Only people active in this many days before now; null = whenever. Default 365. */
  days?: number | null | undefined;
  /** Only people active in this product, with their last activity in it. */
  product_id?: number | undefined;
  /** Default `username`. */
  sort_by?: UserSort | undefined;
  /** Default `asc`. */
  sort_order?: SortOrder | undefined;
}

export interface ListedUser {
  /** Ours: TestIO gives people no ids. */
  id: number;
  username: string;
  user_type: UserType;
  /** When a sync first met the name. */
  first_seen: string;
  /** The latest end of a test they created or submitted (customers), or reported bugs in (testers); null = none is known. */
  last_activity: string | null;
}

export interface UserList extends Trust {
  filters_applied: { user_type: UserType | null; days: number | null; product_id: number | null };
  pagination: Pagination;
  users: ListedUser[];
  /** What to try when nobody matches; null when somebody does. */
  hint: string | null;
}

/**
 * One page of the people named in tests and bugs, by name unless asked otherwise.
 *
 * @throws NotFoundError when the product is not stored.
 * @throws InvalidQueryError when `days`, the page or its size is out of range.
 */
export async function listUsers(store: Store, query: UserListQuery, options: RefreshOptions = {}): Promise<UserList> {
  const window = pageWindow(query);
  const { user_type: type, product_id: productId, days = DEFAULT_ACTIVE_DAYS } = query;
  const activeFrom = days === null ? null : daysBefore(days, options.now?.() ?? new Date());
  if (productId !== undefined && (await store.getProduct(productId)) === null) {
    throw new NotFoundError("product", productId);
  }
  const { rows, total } = await store.listUsers({
    ...(type === undefined ? {} : { type }),
    ...(activeFrom === null ? {} : { activeFrom }),
    ...(productId === undefined ? {} : { productId }),
    sort: query.sort_by ?? "username",
    order: query.sort_order ?? "asc",
    limit: window.limit,
    offset: window.offset,
  });
  // People are known from the tests and bugs that are stored.
  const scope = productId === undefined ? {} : { productIds: [productId] };
  const { as_of, coverage } = await refreshBugScope(store, scope, { ...options, freshness: undefined });
  return {
    filters_applied: { user_type: type ?? null, days, product_id: productId ?? null },
    pagination: pagination(window, rows.length, total),
    users: rows.map(listedUser),
    hint: total === 0 ? hintFor(query, days) : null,
    as_of,
    coverage,
  };
}

function daysBefore(days: number, now: Date): Date {
  if (!Number.isSafeInteger(days) || days < 1) {
    throw new InvalidQueryError("days", `days is ${days}; it must be a whole number from 1.`);
  }
  // Nothing is older than the year 0.
  return new Date(Math.max(now.getTime() - days * DAY_MS, Date.UTC(0, 0)));
}

function hintFor({ user_type, product_id }: UserListQuery, days: number | null): string {
  const who = user_type === undefined ? "Nobody" : `No ${user_type}`;
  const where = product_id === undefined ? "" : ` in product ${product_id}`;
  const when = days === null ? "" : ` in the last ${days} days`;
  const source =
    user_type === "customer" ? "tests" : user_type === "tester" ? "the bugs of tests" : "tests and their bugs";
  return `${who} was active${where}${when}. Try more days, or fetch ${source} first: people are known from these.`;
}

function listedUser(row: UserRow): ListedUser {
  return {
    id: row.id,
    username: row.username,
    user_type: row.userType,
    first_seen: row.firstSeenAt.toISOString(),
    last_activity: isoOrNull(row.lastActivityAt),
  };
}
