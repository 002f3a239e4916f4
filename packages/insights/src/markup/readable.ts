import { withoutUnseen } from "../format/unseen.js";

/** A text of customers or testers as it can stand in a page: without what is not seen, and without halves of characters. */
export function readable(text: string): string {
  return withoutUnseen(text.toWellFormed(), " ");
}
