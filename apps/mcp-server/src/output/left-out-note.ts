import type { Shortening } from "./shorten-answer.js";

interface LeftOut {
  /** The field whose rows were counted; null when the answer is no list. */
  rows: string | null;
  shown: number;
  all: number;
  shortening: Shortening;
  /** Of the tool. */
  parameters: readonly string[];
  pagination: unknown;
}

/** Says in words what an answer that was too long lacks, and how to ask for it. */
export function leftOutNote(left: LeftOut): string {
  const { rows, shown, all, shortening, parameters } = left;
  const sentences = [
    `This answer was too long. Texts are cut after ${shortening.texts} characters, lists inside of it after ${shortening.items} entries`,
  ];
  if (parameters.includes("detail")) sentences.push('; detail "lean" leaves long texts out');
  sentences.push(".");
  if (rows !== null && shown < all) sentences.push(` Of ${all} ${rows} the first ${shown} are shown: ${rest(left)}.`);
  return sentences.join("");
}

function rest({ shown, parameters, pagination }: LeftOut): string {
  if (parameters.includes("per_page") && shown > 0) {
    // Pages of this size begin at or before the first row that is missing here, so that none falls between two pages.
    const next = Math.floor((startIndex(pagination) + shown) / shown) + 1;
    return `go on with per_page ${shown} and page ${next}`;
  }
  if (parameters.includes("limit")) return "a smaller limit or narrower filters make it fit";
  return "ask about fewer things at once, with narrower parameters";
}

/** The place of the first row in the whole list, from 0. */
function startIndex(pagination: unknown): number {
  if (typeof pagination !== "object" || pagination === null) return 0;
  if (!("page" in pagination) || !("per_page" in pagination)) return 0;
  return (Number(pagination.page) - 1) * Number(pagination.per_page);
}
