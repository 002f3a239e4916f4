import type { RefreshProgress } from "@testio/insights";
import type { Io } from "../io.js";
import type { LiveLine } from "./live-line.js";

/** Where an answer tells how far fetching what it needs is. */
export interface RefreshDisplay {
  report: (progress: RefreshProgress) => void;
  /** Takes the line away again. May be called twice. */
  stop: () => void;
}

/** A line on a terminal while there is something to wait for; nothing elsewhere. */
export async function refreshProgress({
  stderr,
  signal,
  env,
}: Pick<Io, "stderr" | "signal" | "env">): Promise<RefreshDisplay> {
  if (stderr.isTTY !== true || env.TERM === "dumb") return { report: () => undefined, stop: () => undefined };
  const { liveLine } = await import("./live-line.js");
  let line: LiveLine | null = null;
  let text = "";
  let isOver = false;
  const stop = () => {
    isOver = true;
    line?.finish(null);
    line = null;
    signal.removeEventListener("abort", stop);
  };
  signal.addEventListener("abort", stop);
  return {
    report({ message, fraction }) {
      if (isOver) return;
      text = `${message} … ${Math.floor(100 * fraction)} %`;
      line ??= liveLine(stderr, (columns) => text.slice(0, columns));
    },
    stop,
  };
}
