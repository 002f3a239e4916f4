import { InvalidQueryError } from "../errors/invalid-query-error.js";

export const DEFAULT_PER_PAGE = 100;
export const MAX_PER_PAGE = 200;
/** The largest page of somebody who goes through a whole list. */
export const MAX_PER_EXPORT_PAGE = 10_000;

/** Which part of a list is asked for. */
export interface PageQuery {
  /** From 1. Default 1. */
  page?: number | undefined;
  /** Rows of a page, 1-200. Default 100. */
  per_page?: number | undefined;
  /** Whether a page may have up to 10,000 rows: to go through a whole list, each page of which costs the more the later it is. */
  for_export?: boolean | undefined;
}

/** Which part of a list an answer holds. */
export interface Pagination {
  page: number;
  per_page: number;
  /** Position of the first row in the whole list, from 0; -1 when the page is empty. */
  start_index: number;
  /** Position of the last row in the whole list; -1 when the page is empty. */
  end_index: number;
  /** Rows that match, over all pages. */
  total: number;
  has_more: boolean;
}

/** How much of each row a list shows. */
export const LIST_DETAILS = ["lean", "full"] as const;
export type ListDetail = (typeof LIST_DETAILS)[number];

export interface PageWindow {
  page: number;
  perPage: number;
  limit: number;
  offset: number;
}

/** @throws InvalidQueryError when the page or its size is out of range. */
export function pageWindow(query: PageQuery): PageWindow {
  const { page = 1, per_page: perPage = DEFAULT_PER_PAGE } = query;
  if (!Number.isSafeInteger(page) || page < 1) {
    throw new InvalidQueryError("page", `page is ${page}; it must be a whole number from 1.`);
  }
  const most = query.for_export === true ? MAX_PER_EXPORT_PAGE : MAX_PER_PAGE;
  if (!Number.isSafeInteger(perPage) || perPage < 1 || perPage > most) {
    throw new InvalidQueryError("per_page", `per_page is ${perPage}; it must be a whole number from 1 to ${most}.`);
  }
  return { page, perPage, limit: perPage, offset: (page - 1) * perPage };
}

export function pagination(window: PageWindow, rows: number, total: number): Pagination {
  return {
    page: window.page,
    per_page: window.perPage,
    start_index: rows === 0 ? -1 : window.offset,
    end_index: rows === 0 ? -1 : window.offset + rows - 1,
    total,
    has_more: rows > 0 && window.offset + rows < total,
  };
}
