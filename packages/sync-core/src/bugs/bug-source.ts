import type { ApiClient } from "@testio/api-client";
import type { StoreReader, StoreWriter } from "@testio/store";
import type { RejectReasonSource } from "./load-reject-reasons.js";

/** Where bugs come from and where they go: a sync run has a fence for its writes, refresh on read has none. */
export interface BugSource {
  readonly client: ApiClient;
  readonly store: StoreReader;
  readonly signal: AbortSignal;
  readonly reasons: RejectReasonSource;
  now(): Date;
  write<T>(work: (tx: StoreWriter) => Promise<T>): Promise<T>;
}

/** A test whose bugs are wanted. */
export interface TestRef {
  readonly id: number;
  readonly productId: number;
}
