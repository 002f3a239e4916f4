import type { SnippetPiece } from "@testio/store";
import { shorten } from "../format/text.js";

/** What stands around the words found in a snippet. Where a text holds these signs itself, it is shown with [ and ]. */
export const SNIPPET_MARKS = { open: "⟦", close: "⟧" } as const;

/** A snippet is so many words long; where a language has no spaces, those can be whole sentences. */
const LONGEST_PIECE = 120;

export function markedSnippet(pieces: readonly SnippetPiece[]): string {
  return pieces
    .map(({ text, isHit }, index) => {
      const plain = text.replaceAll(SNIPPET_MARKS.open, "[").replaceAll(SNIPPET_MARKS.close, "]").replace(/\s+/g, " ");
      const short = index === 0 && !isHit ? shortenFront(plain) : shorten(plain, LONGEST_PIECE);
      return isHit ? `${SNIPPET_MARKS.open}${short}${SNIPPET_MARKS.close}` : short;
    })
    .join("")
    .trim();
}

function shortenFront(text: string): string {
  const characters = [...text];
  return characters.length <= LONGEST_PIECE ? text : `…${characters.slice(1 - LONGEST_PIECE).join("")}`;
}
