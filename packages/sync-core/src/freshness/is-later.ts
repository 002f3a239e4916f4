/**
 * For what was asked at `sentAt`: whether a stamp was set for a question that was sent after it, so that the later answer
 * must stay. A stamp from the future (the clock was set back) proves nothing.
 */
export function isLater(sentAt: Date, now: Date): (stamp: Date | null) => boolean {
  return (stamp) => stamp !== null && stamp > sentAt && stamp <= now;
}
