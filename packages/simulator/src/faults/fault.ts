/** Something that goes wrong between client and server. */
export type Fault =
  | StatusFault
  /** The connection is reset before or in the middle of the answer. Default `before`. */
  | { readonly kind: "reset"; readonly when?: "before" | "mid-body" }
  /** `Content-Length` promises more than is sent; then the connection ends. */
  | { readonly kind: "truncated" }
  /** The body trickles: `chunkBytes` (default 256) every `everyMs` (default 20) milliseconds. */
  | { readonly kind: "slow"; readonly chunkBytes?: number; readonly everyMs?: number }
  /** No answer ever comes; the connection stays open until one side closes it. */
  | { readonly kind: "hang" }
  /** This answer alone takes that much longer. */
  | { readonly kind: "delay"; readonly ms: number }
  /** Status 200 with an HTML page, as a login wall or a proxy sends. */
  | { readonly kind: "html" }
  /** No page has more rows than this, whatever `per_page` asks. */
  | { readonly kind: "capped-per-page"; readonly max: number }
  /** The whole list on every page, as staging answers. */
  | { readonly kind: "ignored-paging" }
  /** Each page of tests begins with the last `rows` (default 1) rows of the page before. */
  | { readonly kind: "repeated-rows"; readonly rows?: number }
  /** A list without records, though there are some. */
  | { readonly kind: "empty-list" }
  /** Valid JSON that is no object: `value` (default an empty array). */
  | { readonly kind: "non-object"; readonly value?: unknown }
  /** The right content under another name (default `data`). */
  | { readonly kind: "wrong-envelope"; readonly envelope?: string };

/** An error status in place of the answer. */
export interface StatusFault {
  readonly kind: "status";
  readonly status: 401 | 403 | 404 | 422 | 429 | 500 | 502 | 503 | 504;
  /** `Retry-After`: seconds, a date (sent as an HTTP date), or any text as it is. */
  readonly retryAfter?: number | Date | string;
  /** Default `json`: `{"error": …}`. */
  readonly body?: "json" | "html";
}

/** A request as a rule sees it. */
export interface FaultRequest {
  /** Below the base URL, e.g. `/products/25001/exploratory_tests`. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** How many requests the rule has seen so far, this one included. */
  readonly count: number;
}

/** When which fault happens. */
export interface FaultRule {
  readonly match: (request: FaultRequest) => boolean;
  /** After this many uses the rule is spent. Default: never. */
  readonly times?: number;
  readonly fault: Fault;
}
