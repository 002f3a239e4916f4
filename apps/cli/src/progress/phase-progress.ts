import type { SyncPhaseName } from "@testio/store";
import type { SyncProgressEvent } from "@testio/sync-core";
import { aboutSeconds, countOf, secondsInWords } from "../output/words.js";
import { PHASE_LABELS, ROW_NOUNS } from "./phase-labels.js";

/** How far one phase is. Times in milliseconds of a clock that never goes back. */
export interface PhaseProgress {
  phase: SyncPhaseName;
  startedAt: number;
  /** 0-1; null while nobody can know it. */
  fraction: number | null;
  done: number;
  failed: number;
  /** Products of the phase; null while unknown. */
  total: number | null;
  rows: number;
  pages: number;
}

const WIDEST_LABEL = Math.max(...Object.values(PHASE_LABELS).map((label) => label.length));
const BAR_WIDTHS = [24, 12];
/** Before that, a rate or a time left would be a guess. */
const RATE_AFTER_MS = 1000;
const TIME_LEFT_AFTER_MS = 3000;
const TIME_LEFT_FROM_FRACTION = 0.05;

export function startPhase(phase: SyncPhaseName, total: number | null, startedAt: number): PhaseProgress {
  return { phase, startedAt, fraction: null, done: 0, failed: 0, total, rows: 0, pages: 0 };
}

/** The progress after an event of the same phase. */
export function advance(state: PhaseProgress, event: SyncProgressEvent): PhaseProgress {
  switch (event.type) {
    case "product": {
      const failed = state.failed + (event.state === "failed" ? 1 : 0);
      return { ...state, failed, done: event.done, total: event.total, fraction: event.fraction ?? state.fraction };
    }
    case "page":
      return {
        ...state,
        rows: event.rowsInPhase,
        pages: event.pagesInPhase,
        fraction: event.fraction ?? state.fraction,
      };
    default:
      return state;
  }
}

/** The phase as a bar, in at most `columns` columns: what is least missed is left out first. */
export function barText(state: PhaseProgress, now: number, columns: number): string {
  const { phase, fraction, done, total, rows, pages, startedAt } = state;
  const label = PHASE_LABELS[phase].padEnd(WIDEST_LABEL);
  const elapsedMs = now - startedAt;
  const products = total === null || phase === "PRODUCTS" ? "" : `${done}/${countOf(total, "product")}`;
  const rowText = rows > 0 ? countOf(rows, ROW_NOUNS[phase]) : "";
  const pageText = pages > 0 ? countOf(pages, "page") : "";
  const rate = rows > 0 && elapsedMs >= RATE_AFTER_MS ? rateText(state, elapsedMs) : "";
  const left = timeLeft(fraction, elapsedMs);
  const [wide = "", narrow = ""] = BAR_WIDTHS.map((width) => bar(fraction, width));
  const percent = fraction === null ? "…" : `${Math.floor(fraction * 100)} %`;
  const choices = [
    [wide, percent, products, rowText, pageText, rate, left],
    [narrow, percent, products, rowText, pageText, rate, left],
    [narrow, percent, products, rowText, rate, left],
    [narrow, percent, products, rowText, left],
    [narrow, percent, products, left],
    [percent, products, left],
    [percent, products],
  ].map((parts) => [label, ...parts].filter((part) => part !== "").join("  "));
  return (choices.find((text) => text.length <= columns) ?? `${label}  ${percent}`).slice(0, columns);
}

/** What stays of a phase when it is over, or was stopped on its way. */
export function phaseResult(state: PhaseProgress, now: number, ending: "done" | "stopped"): string {
  const { phase, done, failed, total, rows, pages, startedAt } = state;
  const label = PHASE_LABELS[phase].padEnd(WIDEST_LABEL);
  const counted = phase === "PRODUCTS" ? (rows === 0 ? total : null) : total;
  const products = counted === null ? "" : countOf(counted, "product");
  const reached = counted === null || phase === "PRODUCTS" ? "" : ` at ${done}/${products}`;
  const elapsedMs = now - startedAt;
  const parts = [
    ending === "done" ? products : `stopped${reached}`,
    failed > 0 ? `${failed} failed` : "",
    rows > 0 ? countOf(rows, ROW_NOUNS[phase]) : "",
    pages > 0 ? countOf(pages, "page") : "",
    secondsInWords(elapsedMs / 1000),
    rows > 0 && elapsedMs >= RATE_AFTER_MS ? rateText(state, elapsedMs) : "",
  ];
  return `${label}  ${parts.filter((part) => part !== "").join(", ")}`;
}

function bar(fraction: number | null, width: number): string {
  const done = Math.floor((fraction ?? 0) * width);
  return fraction === null ? "" : `${"█".repeat(done)}${"░".repeat(width - done)}`;
}

function rateText({ rows, phase }: PhaseProgress, elapsedMs: number): string {
  return `${Math.round(rows / (elapsedMs / 1000)).toLocaleString("en-US")} ${ROW_NOUNS[phase]}s/s`;
}

function timeLeft(fraction: number | null, elapsedMs: number): string {
  if (fraction === null || fraction < TIME_LEFT_FROM_FRACTION || fraction >= 1) return "";
  if (elapsedMs < TIME_LEFT_AFTER_MS) return "";
  return `about ${aboutSeconds(((elapsedMs / 1000) * (1 - fraction)) / fraction)} left`;
}
