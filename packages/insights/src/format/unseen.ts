/** Control characters but white space, and marks that turn the direction of the text behind them. */
const UNSEEN = /(?![\t\r\n])[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** A text of customers or testers without what is not seen in it. */
export function withoutUnseen(text: string, instead: string): string {
  return text.replace(UNSEEN, instead);
}
