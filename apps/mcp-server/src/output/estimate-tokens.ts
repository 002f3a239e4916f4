/**
 * How many tokens a JSON value takes in a language model's context, never too few: tokenizers differ and are megabytes
 * large. Counts what `o200k_base` needs at worst for each kind of character, as measured on random texts; ordinary prose
 * takes half of the estimate or less.
 */
export function estimateTokens(value: unknown): number {
  if (typeof value === "string") return QUOTES + estimateText(value);
  if (typeof value === "number") return estimateText(String(value));
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + SEPARATOR + estimateTokens(item), BRACES);
  if (typeof value !== "object" || value === null) return 1;
  return Object.entries(value).reduce((sum, [key, item]) => sum + estimateKey(key) + estimateTokens(item), BRACES);
}

const BRACES = 2;
const QUOTES = 2;
const SEPARATOR = 1;
const DIGITS_PER_TOKEN = 3;
/** Tokens per letter of what looks like a word in some language, and of a heap of letters. */
const PER_WORD_LETTER = 0.5;
const PER_LETTER = 0.72;
const OWN_KEY = /^[a-z]{1,12}(_[a-z0-9]{1,12})*$/;

/** The names of our own fields are English words; a field named by data counts as a text. */
function estimateKey(key: string): number {
  return QUOTES + (OWN_KEY.test(key) ? key.split("_").length : estimateText(key));
}

/** Cuts the text as tokenizers do: into numbers, words of one case (the first letter may be a capital), and the rest. */
function estimateText(text: string): number {
  let tokens = 0;
  let at = 0;
  while (at < text.length) {
    const kind = kindAt(text, at);
    if (kind === OTHER) {
      const code = text.codePointAt(at) ?? 0;
      tokens += estimateCharacter(code, kindAt(text, at + 1));
      at += code > 0xffff ? 2 : 1;
      continue;
    }
    const start = at;
    at += 1;
    const shape = kind === UPPER && kindAt(text, at) === LOWER ? LOWER : kind;
    while (kindAt(text, at) === shape) at += 1;
    tokens += kind === DIGIT ? Math.ceil((at - start) / DIGITS_PER_TOKEN) : estimateLetters(text, start, at);
  }
  return tokens;
}

const OTHER = 0;
const DIGIT = 1;
const LOWER = 2;
const UPPER = 3;

/** The kind of each ASCII character. Answers are estimated while somebody waits for them: a table is fastest. */
const KINDS = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (/[a-z]/.test(character)) return LOWER;
  if (/[A-Z]/.test(character)) return UPPER;
  return /[0-9]/.test(character) ? DIGIT : OTHER;
});
const VOWELS = Uint8Array.from({ length: 128 }, (_, code) => (/[aeiouy]/i.test(String.fromCharCode(code)) ? 1 : 0));

function kindAt(text: string, at: number): number {
  return KINDS[text.charCodeAt(at)] ?? OTHER;
}

function estimateLetters(text: string, start: number, end: number): number {
  const length = end - start;
  let vowels = 0;
  for (let at = start; at < end; at += 1) vowels += VOWELS[text.charCodeAt(at)] ?? 0;
  const looksLikeWord = length > 1 && vowels >= length / 4 && vowels <= length * 0.75;
  return Math.max(1, length * (looksLikeWord ? PER_WORD_LETTER : PER_LETTER));
}

/** Up to which code point a character takes how many tokens. What is rare takes one per byte of its UTF-8. */
const TOKENS_UP_TO: readonly (readonly [last: number, tokens: number])[] = [
  // Written as \u0007 in JSON, but for line breaks and the like.
  [0x1f, 4],
  [0x7e, 1],
  [0xbf, 2],
  [0xff, 1.3],
  [0x40f, 2],
  // Russian.
  [0x44f, 0.9],
  [0x7ff, 2],
  [0x8ff, 3],
  // The scripts of India, Thai.
  [0xeff, 2.3],
  [0x200f, 3],
  // Dashes, typographic quotes, ellipsis.
  [0x203a, 1.7],
  [0x303f, 3],
  // Japanese syllables.
  [0x30ff, 1.3],
  [0x4dff, 3],
  // Chinese characters; those behind them are rare.
  [0x9bff, 2.6],
  [0xd7ff, 3],
  // Halves of characters, written as \ud83d.
  [0xdfff, 5],
  [0xffff, 3],
];
const EMOJI = { first: 0x1f300, last: 0x1faff, tokens: 3.2 };
const SHORT_ESCAPES = new Set([0x08, 0x09, 0x0a, 0x0c, 0x0d]);

function estimateCharacter(code: number, next: number): number {
  // A blank belongs to the word behind it.
  if (code === 0x20) return next === LOWER || next === UPPER ? 0 : 1;
  if (SHORT_ESCAPES.has(code)) return 2;
  if (code > 0xffff) return code >= EMOJI.first && code <= EMOJI.last ? EMOJI.tokens : 4;
  return TOKENS_UP_TO.find(([last]) => code <= last)?.[1] ?? 3;
}
