import type { SyncProgressEvent } from "@testio/sync-core";
import { type Io, type OutputStream, writeLine } from "../io.js";
import type { Progress } from "./progress.js";
import { progressLine } from "./progress-line.js";

/** Bars on a terminal that can draw them, lines elsewhere and when every page is wanted, nothing beside JSON unless it is asked for. */
export async function createProgress(
  { stderr, signal, env }: Pick<Io, "stderr" | "signal" | "env">,
  { json, verbose }: { json: boolean; verbose: boolean },
): Promise<Progress> {
  if (json && !verbose) return progressLines(stderr, () => null);
  const canDraw = stderr.isTTY === true && env.TERM !== "dumb";
  if (verbose || !canDraw) return progressLines(stderr, (event) => progressLine(event, verbose));
  const { progressBars } = await import("./progress-bars.js");
  return progressBars(stderr, signal);
}

function progressLines(stderr: OutputStream, lineOf: (event: SyncProgressEvent) => string | null): Progress {
  let previous: string | null = null;
  return {
    report(event) {
      const line = lineOf(event);
      // While a sync waits for another one, it says so again and again.
      if (line !== null && line !== previous) writeLine(stderr, line);
      previous = line ?? previous;
    },
    stop: () => undefined,
  };
}
