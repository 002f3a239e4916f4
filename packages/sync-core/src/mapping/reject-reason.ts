import type { ApiBug, RawRecord } from "@testio/api-client";

/** A standard sentence of the platform, in words as {@link wordsOf} gives them, and the reason it stands for. */
interface StandardSentence {
  readonly key: string;
  readonly words: string;
}

/** The standard sentences a rejection can be recognised by. */
export type RejectReasons = readonly StandardSentence[];

const SENTENCES = {
  device_not_relevant: "This device is not relevant and the bug will not be fixed.",
  ignored_instructions: "The test instructions were not followed.",
  intended_behavior: "The behaviour/design described here is intentional.",
  irrelevant: "This bug is not relevant and will not be fixed.",
  known_bug: "This is a legit bug but already known.",
  not_reproducible: "With the information provided it was not possible to reproduce this bug.",
  request_timeout: "Your bug was rejected automatically, because you didn't respond to the request within 24 hours.",
};

/** Shorter texts ("Known bug", "Irrelevant") begin too many comments that mean something else. */
const FEWEST_WORDS = 4;

/** The seven reasons with the sentences the platform is known to use. Its own list lacks what it decides by itself (`request_timeout`). */
export const KNOWN_REJECT_REASONS: RejectReasons = Object.entries(SENTENCES).map(([key, text]) => ({
  key,
  words: wordsOf(text),
}));

/** {@link KNOWN_REJECT_REASONS} and what `GET /bugs/reject_reasons` answered; its fields besides `key` are taken as they come. */
export function readRejectReasons(answered: readonly RawRecord[]): RejectReasons {
  const reasons = [...KNOWN_REJECT_REASONS];
  for (const { key, ...texts } of answered) {
    if (typeof key !== "string" || key.trim() === "") continue;
    for (const text of Object.values(texts)) {
      const words = typeof text === "string" ? wordsOf(text) : "";
      if (words.split(" ").length >= FEWEST_WORDS) reasons.push({ key: key.trim(), words });
    }
  }
  return reasons;
}

/** Why and when a bug was rejected. */
export interface Rejection {
  reason: string;
  /** When the comment that says so was written; null when it has no time. */
  at: Date | null;
}

/**
 * Why a bug was rejected, and when: the key of the standard sentence that its newest comment with one begins with, on
 * whichever line, and the time of that comment. The API has no field for either. Null for a bug that is not rejected, and
 * where nobody used a standard sentence.
 */
export function rejectionOf(
  { status, comments }: Pick<ApiBug, "status" | "comments">,
  reasons: RejectReasons,
): Rejection | null {
  if (status !== "rejected") return null;
  for (const { body, createdAt } of newestFirst(comments)) {
    const reason = reasonIn(body, reasons);
    if (reason !== null) return { reason, at: createdAt };
  }
  return null;
}

function newestFirst(comments: ApiBug["comments"]): ApiBug["comments"] {
  const time = ({ createdAt }: ApiBug["comments"][number]) => createdAt?.getTime() ?? Number.NEGATIVE_INFINITY;
  // Of comments without a time, or with the same one, the later in the list is the newer.
  return comments.toReversed().sort((a, b) => (time(a) === time(b) ? 0 : time(b) - time(a)));
}

function reasonIn(body: string, reasons: RejectReasons): string | null {
  const lines = body
    .replaceAll(/<[^<>]*>/g, "\n")
    .split("\n")
    .map(wordsOf);
  for (const [index, line] of lines.entries()) {
    if (line === "") continue;
    // A sentence may be wrapped over lines.
    const text = `${lines.slice(index).filter(Boolean).join(" ")} `;
    const found = reasons
      .filter(({ words }) => text.startsWith(`${words} `))
      .sort((a, b) => b.words.length - a.words.length);
    if (found[0] !== undefined) return found[0].key;
  }
  return null;
}

/** The words of a text in lower case, separated by single spaces: what stays of it however it is written. */
function wordsOf(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/&(?:#39|#x27|apos|[lr]squo);|['’‘`´]/g, "")
    .replaceAll(/&#?[a-z\d]+;|[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
