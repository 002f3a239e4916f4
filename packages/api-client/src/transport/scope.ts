/** Why a {@link Scope} ended early. */
type ScopeEnd = "aborted" | "timeout";

/** A stretch of work that ends early when a signal above it is aborted or its time is up. */
export interface Scope {
  signal: AbortSignal;
  /** Null while it has not ended early. */
  ended(): ScopeEnd | null;
  /** Detaches it from the signals above and stops its clock. */
  close(): void;
}

/**
 * Unlike `AbortSignal.any` and `AbortSignal.timeout`, it leaves nothing behind on a signal that lives as long as the
 * process, and says which of the two ended it.
 */
export function openScope(above: readonly AbortSignal[], timeoutMs: number): Scope {
  const controller = new AbortController();
  let end: ScopeEnd | null = null;
  const finish = (how: ScopeEnd) => {
    end ??= how;
    controller.abort();
  };
  const abort = () => finish("aborted");
  const timer = setTimeout(() => finish("timeout"), timeoutMs);
  for (const signal of above) {
    if (signal.aborted) abort();
    else signal.addEventListener("abort", abort, { once: true });
  }
  return {
    signal: controller.signal,
    ended: () => end,
    close: () => {
      clearTimeout(timer);
      for (const signal of above) signal.removeEventListener("abort", abort);
    },
  };
}
