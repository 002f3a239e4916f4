/** Cuts a text for a list, where one long goal must not crowd out the other rows. The full text is in the summary. */
export function shorten(text: string, limit: number): string;
export function shorten(text: string | null, limit: number): string | null;
export function shorten(text: string | null, limit: number): string | null {
  if (text === null || text.length <= limit) return text;
  // Cutting by code points keeps an emoji at the edge from becoming half a character.
  const characters = [...text];
  return characters.length <= limit
    ? text
    : `${characters
        .slice(0, limit - 1)
        .join("")
        .trimEnd()}…`;
}

const SHOWN_IN_SENTENCE = 10;

/** A list for a sentence: "3, 5, 8" or, when it is long, its start and how many more there are. */
export function enumerate(items: readonly (number | string)[]): string {
  const shown = items.slice(0, SHOWN_IN_SENTENCE).join(", ");
  const more = items.length - SHOWN_IN_SENTENCE;
  return more > 0 ? `${shown} and ${more} more` : shown;
}

/** "1 test", "2 tests". */
export function count(amount: number, one: string, many = `${one}s`): string {
  return `${amount} ${amount === 1 ? one : many}`;
}
