import type { SyncProgressEvent } from "@testio/sync-core";
import { type GenericFormatter, SingleBar } from "cli-progress";
import type { OutputStream } from "../io.js";
import { countOf } from "../output/words.js";
import type { Progress } from "./progress.js";
import { PHASE_LABELS } from "./progress-line.js";

const BAR_WIDTH = 24;

/** What the bar shows; `fraction` is null while nobody can know it. */
interface BarState {
  label: string;
  fraction: number | null;
  products: string;
  rows: string;
}

/** A progress bar for a terminal; it is gone when it has stopped. */
export function progressBar(stream: OutputStream): Progress {
  const state: BarState = { label: "Starting", fraction: null, products: "", rows: "" };
  const format: GenericFormatter = () => barText(state);
  const bar = new SingleBar({ stream, format, clearOnComplete: true, gracefulExit: false, hideCursor: false });
  let started = false;
  return {
    report(event) {
      applyEvent(state, event);
      if (started) bar.update(state.fraction ?? 0);
      else bar.start(1, 0);
      started = true;
    },
    stop: () => bar.stop(),
  };
}

function applyEvent(state: BarState, event: SyncProgressEvent): void {
  switch (event.type) {
    case "waiting":
      state.label = `Waiting for another sync to end (${event.holder})`;
      return;
    case "phase":
      if (event.state === "completed") state.fraction = 1;
      else Object.assign(state, { label: PHASE_LABELS[event.phase], fraction: null, products: "", rows: "" });
      return;
    case "product":
      state.fraction = event.fraction;
      state.products = `${event.done}/${countOf(event.total, "product")}`;
      return;
    case "page":
      state.fraction = event.fraction;
      state.rows = `${countOf(event.rowsInPhase, "row")} in ${countOf(event.pagesInPhase, "page")}`;
  }
}

function barText({ label, fraction, products, rows }: BarState): string {
  const done = Math.round((fraction ?? 0) * BAR_WIDTH);
  const bar =
    fraction === null ? "" : `${"█".repeat(done)}${"░".repeat(BAR_WIDTH - done)} ${Math.floor(fraction * 100)} %`;
  return [label, bar, products, rows].filter((part) => part !== "").join("  ");
}
