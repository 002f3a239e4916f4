/** What stands on a command line of bash up to the cursor. */
export interface BashLine {
  /** Without quotes and backslashes, the name of the program included; the last one is being typed. */
  words: string[];
  /** The quotation mark that was not closed; empty = none. */
  quote: "" | '"' | "'";
  /** How much of the last word bash leaves as it is: it replaces only what is behind a quotation mark or a word break. */
  kept: number;
}

/** What a backslash takes its meaning from between double quotation marks. */
const ESCAPED_IN_DOUBLE = /[$`"\\]/g;
const ESCAPED_BARE = /[\s"'\\$`!&|;<>()*?[\]{}~#^]/g;

/** @param breaks bash's `COMP_WORDBREAKS` */
export function readBashLine(line: string, breaks: string): BashLine {
  const words: string[] = [];
  let word: string | null = null;
  let quote: BashLine["quote"] = "";
  let kept = 0;
  for (let at = 0; at < line.length; at += 1) {
    const character = line.charAt(at);
    const next = line.charAt(at + 1);
    if (quote === "" && /\s/.test(character)) {
      if (word !== null) words.push(word);
      word = null;
      kept = 0;
      continue;
    }
    word ??= "";
    if (character === quote || (quote === "" && (character === '"' || character === "'"))) {
      quote = quote === "" && (character === '"' || character === "'") ? character : "";
      kept = word.length;
    } else if (character === "\\" && (quote === "" || (quote === '"' && /[$`"\\]/.test(next)))) {
      word += next;
      at += 1;
    } else {
      word += character;
      if (quote === "" && breaks.includes(character)) kept = word.length;
    }
  }
  return { words: [...words, word ?? ""], quote, kept };
}

/**
 * A candidate as bash has to be given it: the part that replaces what it does not leave as it is, quoted as the rest is; null
 * when the part it leaves is written in another way.
 */
export function bashReply(value: string, { words, quote, kept }: BashLine): string | null {
  const typed = words.at(-1) ?? "";
  if (!value.startsWith(typed.slice(0, kept))) return null;
  const rest = value.slice(kept);
  if (quote === "'") return rest.replaceAll("'", "'\\''");
  return rest.replace(quote === '"' ? ESCAPED_IN_DOUBLE : ESCAPED_BARE, "\\$&");
}
