/** What setup asks about, checked. */
export interface SetupAnswers {
  /** Of the address under which people see TestIO in a browser; null = not told. */
  subdomain: string | null;
  /** Root of the API. */
  baseUrl: string;
  /** Null = none yet. */
  token: string | null;
  customerId: number;
  /** Null = all that the token can see. */
  productIds: number[] | null;
  refreshIntervalSeconds: number;
}

export interface ListedProduct {
  id: number;
  name: string;
}

const SHOWN_END = 4;
/** Of a shorter token, even its end would be too much of it. */
const SHORTEST_SHOWN = 20;

/** A token as it may be shown: `••••••••wxyz`. */
export function masked(token: string): string {
  return `••••••••${token.length >= SHORTEST_SHOWN ? token.slice(-SHOWN_END) : ""}`;
}
