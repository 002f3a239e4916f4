const LONGEST_TEXT = 200;
/** Line breaks of all kinds, control characters, and marks that turn the direction of the text after them. */
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;
/** What means something anywhere in a line, or ends a cell of a table. */
const INLINE = /[\\*_[\]~$]/g;
/** Where a backslash is shown by some renderers, or does not keep HTML, cells and code from being read, an entity is safe in all. */
const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  "|": "&#124;",
  "`": "&#96;",
};
/** What begins a heading, a list or a line when it stands first. */
const FIRST = /^([#+=-]|\d+(?=[.)]))/;
/** What GitHub makes links of without being asked to. */
const LINKS: readonly (readonly [RegExp, string])[] = [
  [/:\/\//g, "&#58;//"],
  [/@/g, "&#64;"],
  [/\b(www)\./gi, "$1&#46;"],
];

/**
 * A text of customers or testers for a sentence or a table cell: it shows as it was written, on one line, and is never
 * read as Markdown or HTML. Long ones are cut.
 */
export function escapeText(text: string): string {
  const line = shortened(text.replace(UNSEEN, " ").trim());
  const quoted = line.replace(/[&<>|`]/g, (character) => ENTITIES[character] ?? character).replace(INLINE, "\\$&");
  const unlinked = LINKS.reduce((safe, [link, entity]) => safe.replace(link, entity), quoted);
  return unlinked.replace(FIRST, escapeFirst);
}

function escapeFirst(start: string): string {
  return /\d/.test(start) ? `&#${start.charCodeAt(0)};${start.slice(1)}` : `\\${start}`;
}

function shortened(text: string): string {
  const characters = [...text];
  return characters.length <= LONGEST_TEXT
    ? text
    : `${characters
        .slice(0, LONGEST_TEXT - 1)
        .join("")
        .trimEnd()}…`;
}
