import type { SyncProgressEvent } from "@testio/sync-core";
import { type OutputStream, writeLine } from "../io.js";
import { type LiveLine, liveLine } from "./live-line.js";
import { advance, barText, type PhaseProgress, phaseResult, startPhase } from "./phase-progress.js";
import type { Progress } from "./progress.js";

/**
 * A bar for the phase under way, and a line for each one before it. As soon as `signal` is aborted there is no bar any more:
 * whatever ends the program then leaves whole lines behind.
 *
 * @param clock milliseconds that never go back
 */
export function progressBars(stream: OutputStream, signal: AbortSignal, clock = () => performance.now()): Progress {
  let line: LiveLine | null = null;
  let phase: PhaseProgress | null = null;
  let waitingFor = "";
  let stopped = false;

  const draw = () => {
    line ??= liveLine(stream, (columns) =>
      phase === null ? waitingText(waitingFor, columns) : barText(phase, clock(), columns),
    );
  };
  const leave = (ending: "done" | "stopped") => {
    const hasWork = phase !== null && phase.total !== 0;
    line?.finish(phase !== null && hasWork ? phaseResult(phase, clock(), ending) : null);
    line = null;
    phase = null;
  };
  const stop = () => {
    if (stopped) return;
    stopped = true;
    signal.removeEventListener("abort", interrupt);
    leave("stopped");
  };
  const interrupt = () => {
    const wasDrawing = line !== null;
    stop();
    if (wasDrawing) writeLine(stream, "Stopping … Press Ctrl-C again to end at once.");
  };
  signal.addEventListener("abort", interrupt);

  const report = (event: SyncProgressEvent) => {
    if (stopped) return;
    if (event.type === "waiting") {
      waitingFor = event.holder;
      draw();
    } else if (event.type !== "phase") {
      if (phase !== null) phase = advance(phase, event);
    } else if (event.state === "started") {
      leave("stopped");
      phase = startPhase(event.phase, event.total, clock());
      draw();
    } else {
      if (phase !== null) phase = { ...phase, fraction: 1, total: event.total ?? phase.total };
      leave("done");
    }
  };
  return { report, stop };
}

function waitingText(holder: string, columns: number): string {
  return `Waiting for another sync to end (${holder})`.slice(0, columns);
}
