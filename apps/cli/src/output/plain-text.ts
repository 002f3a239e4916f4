import { stripVTControlCharacters } from "node:util";

const LINE_BREAK = /\r\n?|[\u0085\u2028\u2029]/g;
/** Control characters but white space, and marks that turn the direction of the text behind them. */
const UNSEEN = /(?![\t\r\n])[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** A text of customers or testers without escape sequences and control characters; white space stays as it is. */
function withoutControls(text: string): string {
  return stripVTControlCharacters(text).replace(UNSEEN, "");
}

/** The same as it is safe to write to a terminal: of white space, only spaces and line feeds are left. */
export function plainText(text: string): string {
  return withoutControls(text.replace(LINE_BREAK, "\n")).replaceAll("\t", "  ");
}

/** The same on one line. */
export function plainLine(text: string): string {
  return plainText(text).replace(/\s+/g, " ").trim();
}
