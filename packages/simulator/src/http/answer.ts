import type { ApiRecord } from "../data/record.js";

/** What an endpoint decided to say. */
export type Answer =
  | { readonly kind: "one"; readonly envelope: string; readonly value: ApiRecord }
  | {
      readonly kind: "list";
      readonly envelope: string;
      readonly items: Iterable<unknown>;
      readonly meta?: ApiRecord;
    }
  | { readonly kind: "error"; readonly status: number; readonly message: string; readonly html?: boolean };

export function one(envelope: string, value: ApiRecord): Answer {
  return { kind: "one", envelope, value };
}

export function list(envelope: string, items: Iterable<unknown>, meta?: ApiRecord): Answer {
  return meta ? { kind: "list", envelope, items, meta } : { kind: "list", envelope, items };
}

export function failure(status: number, message: string, html = false): Answer {
  return { kind: "error", status, message, html };
}

export function notFound(what: string): Answer {
  return failure(404, `${what} not found`);
}
