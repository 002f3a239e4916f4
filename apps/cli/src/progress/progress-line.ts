import type { SyncProgressEvent } from "@testio/sync-core";
import { countOf } from "../output/words.js";
import { PHASE_LABELS, ROW_NOUNS } from "./phase-labels.js";

/** One event as a line of plain text; null for what is not worth a line. Pages are, when `verbose`. */
export function progressLine(event: SyncProgressEvent, verbose: boolean): string | null {
  switch (event.type) {
    case "waiting":
      return `Waiting for another sync to end (${event.holder}).`;
    case "phase": {
      if (event.total === 0) return null;
      const label = PHASE_LABELS[event.phase];
      const counted = event.phase === "PRODUCTS" || event.total === null ? null : countOf(event.total, "product");
      const products = counted === null ? "" : ` of ${counted}`;
      return event.state === "started" ? `${label}${products} …` : `${label}${products}: done.`;
    }
    case "product": {
      if (event.state === "started") return null;
      const failed = event.state === "failed" ? " failed" : "";
      return `${PHASE_LABELS[event.phase]} ${event.done}/${event.total}: ${event.title} (${event.productId})${failed}`;
    }
    case "page": {
      if (!verbose) return null;
      const rows = countOf(event.rows, ROW_NOUNS[event.phase]);
      return `${PHASE_LABELS[event.phase]} of product ${event.productId}: page ${event.page}, ${rows}`;
    }
  }
}
