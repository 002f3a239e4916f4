import type { ToolProgress } from "../define-tool.js";

/** A client learns nothing from more than two notifications a second. */
const MIN_INTERVAL_MS = 500;
/** MCP wants every notification to be further than the one before, also while nobody knows how far that is. */
const SMALLEST_STEP = 0.001;
const WHOLE = 100;

export interface ProgressNotification {
  progress: number;
  total: number;
  message: string;
}

/** Throttles progress and keeps it rising; with `send` null nobody wants to know. `clock` in milliseconds. */
export function progressReporter(
  send: ((notification: ProgressNotification) => void) | null,
  clock: () => number = () => performance.now(),
): (progress: ToolProgress) => void {
  let sentAt = Number.NEGATIVE_INFINITY;
  let last = 0;
  return ({ message, fraction, urgent = false }) => {
    const now = clock();
    if (send === null || (!urgent && now - sentAt < MIN_INTERVAL_MS)) return;
    sentAt = now;
    last = Math.min(WHOLE, Math.max(last + SMALLEST_STEP, (fraction ?? 0) * WHOLE));
    send({ progress: last, total: WHOLE, message });
  };
}
