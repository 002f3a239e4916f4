import type { DriftCounter } from "../schemas/drift.js";
import type { Transport } from "../transport/transport.js";

/** What every endpoint needs. */
export interface EndpointContext {
  transport: Transport;
  drift: DriftCounter;
}
