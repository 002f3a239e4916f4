import type { Answer } from "../http/answer.js";
import type { Customer } from "../world/customer.js";

/** How a fault bends lists before they are read. */
export interface Shaping {
  /** Most rows on a page, whatever `per_page` asks. */
  readonly perPageCap?: number;
  /** Everything on every page. */
  readonly ignorePaging?: boolean;
  /** So many rows of the page before stand on each page again. */
  readonly repeatedRows?: number;
}

export interface EndpointRequest {
  readonly customer: Customer;
  readonly query: URLSearchParams;
  /** Numbers of the path, in order; NaN for anything else. */
  readonly ids: readonly number[];
  readonly shaping: Shaping;
}

export type Endpoint = (request: EndpointRequest) => Answer;
