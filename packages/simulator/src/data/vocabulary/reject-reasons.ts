/** A reason a customer can reject a bug for, with the sentence that ends up as a comment of the bug. */
export interface RejectReason {
  readonly key: string;
  readonly name: string;
  readonly default_comment: string;
}

function reason(key: string, sentence: string): RejectReason {
  return { key, name: sentence, default_comment: sentence };
}

/** Standard sentences of the platform, as they stand in comments of rejected bugs. */
export const REJECT_REASONS: readonly [RejectReason, ...RejectReason[]] = [
  reason("device_not_relevant", "This device is not relevant and the bug will not be fixed."),
  reason("ignored_instructions", "The test instructions were not followed."),
  reason("intended_behavior", "The behaviour/design described here is intentional."),
  reason("irrelevant", "This bug is not relevant and will not be fixed."),
  reason("known_bug", "This is a legit bug but already known."),
  reason("not_reproducible", "With the information provided it was not possible to reproduce this bug."),
  reason(
    "request_timeout",
    "Your bug was rejected automatically, because you didn't respond to the request within 24 hours.",
  ),
];
