import type { SyncProgressEvent } from "@testio/sync-core";
import { type OutputStream, writeLine } from "../io.js";
import type { Progress } from "./progress.js";
import { progressLine } from "./progress-line.js";

/** A bar on a terminal, lines elsewhere and when every page is wanted, nothing beside JSON unless it is asked for. */
export async function createProgress(
  stderr: OutputStream,
  { json, verbose }: { json: boolean; verbose: boolean },
): Promise<Progress> {
  if (json && !verbose) return progressLines(stderr, () => null);
  if (verbose || !stderr.isTTY) return progressLines(stderr, (event) => progressLine(event, verbose));
  const { progressBar } = await import("./progress-bar.js");
  return progressBar(stderr);
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
  };
}
