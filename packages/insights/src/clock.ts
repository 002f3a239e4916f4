/** Tells the present moment: `() => new Date()`, or a fixed one where answers must not change. */
export type Clock = () => Date;

/** What an answer is made with, besides the store and its query. */
export interface InsightOptions {
  /** Ages and "last 30 days" are counted from what it says. */
  now: Clock;
}
