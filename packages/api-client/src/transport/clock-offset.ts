/** The `Date` header counts whole seconds, rounded down. */
const DATE_STEP_MS = 1000;

/**
 * How far the clock that read `sentAt` and `receivedAt` (ms) is ahead of the server's, going by the `Date` header (RFC 9110
 * 6.6.1) of an answer that was made in between; negative when it is behind, 0 when they agree as far as can be told. Null
 * when the header is absent or unreadable.
 */
export function clockOffset(dateHeader: string | null, sentAt: number, receivedAt: number): number | null {
  const earliest = Date.parse(dateHeader ?? "");
  if (Number.isNaN(earliest)) return null;
  const latest = earliest + DATE_STEP_MS;
  if (sentAt > latest) return sentAt - latest;
  return Math.min(0, receivedAt - earliest);
}
