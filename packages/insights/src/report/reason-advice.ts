import type { RejectionReason } from "@testio/store";

type Reason = RejectionReason | "none";

/** The reasons of rejections, for sentences. */
export const REASON_WORDS: Readonly<Record<string, string>> = {
  device_not_relevant: "a device that is not relevant",
  ignored_instructions: "ignored instructions",
  intended_behavior: "intended behaviour",
  irrelevant: "irrelevance",
  known_bug: "bugs already known",
  not_reproducible: "bugs that cannot be reproduced",
  request_timeout: "unanswered requests for information",
  none: "none that was given",
} satisfies Record<Reason, string>;

/** The reasons of rejections, for tables. */
export const REASON_NAMES: Readonly<Record<string, string>> = {
  device_not_relevant: "Device not relevant",
  ignored_instructions: "Instructions ignored",
  intended_behavior: "Intended behaviour",
  irrelevant: "Irrelevant",
  known_bug: "Known bug",
  not_reproducible: "Not reproducible",
  request_timeout: "Request for information unanswered",
  none: "None given",
} satisfies Record<Reason, string>;

/** What helps against rejections for each reason. */
export const REASON_ADVICE: Readonly<Record<string, string>> = {
  device_not_relevant: "Narrow the devices and systems that tests ask for to those that count.",
  ignored_instructions: "Shorten the instructions and put what is out of scope first; point the test manager to them.",
  intended_behavior: "Describe in the instructions what looks like a bug and is meant to be so.",
  irrelevant: "Say in the instructions what counts as a bug worth reporting, and what is out of scope.",
  known_bug: "Give testers the list of known bugs before the next test starts.",
  not_reproducible:
    "Ask for video and exact steps, and check that reviewers use the same version, environment and test data as the testers.",
  request_timeout:
    "Requests for information went unanswered: ask the test manager to remind testers, and send requests while the test still runs.",
  none: "Ask reviewers to give one of the standard reasons, so that causes can be told apart.",
} satisfies Record<Reason, string>;
