/** A text to be found, by its name. */
export interface Ranked {
  name: string;
  text: string;
}

/** Okapi BM25 with its usual constants: how often a word may count, and how much the length of a text matters. */
const SATURATION = 1.2;
const LENGTH_WEIGHT = 0.75;

/** Names of the documents, the best match for the question first. What matches nothing comes last, in the order given. */
export function rankByBm25(documents: readonly Ranked[], question: string): string[] {
  const words = documents.map(({ text }) => wordsOf(text));
  const averageLength = words.reduce((sum, { length }) => sum + length, 0) / words.length;
  const asked = new Set(wordsOf(question));
  const scores = documents.map(({ name }, index) => {
    const own = words[index] ?? [];
    let score = 0;
    for (const word of asked) {
      const holding = words.filter((other) => other.includes(word)).length;
      const rarity = Math.log(1 + (documents.length - holding + 0.5) / (holding + 0.5));
      const often = own.filter((other) => other === word).length;
      const length = 1 - LENGTH_WEIGHT + (LENGTH_WEIGHT * own.length) / averageLength;
      score += (rarity * often * (SATURATION + 1)) / (often + SATURATION * length);
    }
    return { name, score };
  });
  return scores.sort((a, b) => b.score - a.score).map(({ name }) => name);
}

/** Words without their endings, so that "tests", "tested" and "testing" are one. */
function wordsOf(text: string): string[] {
  return (text.toLowerCase().match(/[a-z0-9]+/g) ?? []).map(stem).filter((word) => !FILLERS.has(word));
}

function stem(word: string): string {
  if (word.length <= 3) return word;
  return word
    .replace(/ies$/, "y")
    .replace(/(?<=[a-z]{3})(ing|ed)$/, "")
    .replace(/(?<=[a-z]{2}[^s])s$/, "")
    .replace(/(?<=[a-z]{3})e$/, "");
}

/** Words that say nothing about what is asked for. */
const FILLERS = new Set(
  "a an and are as at be by did do does for from had has have how i in is it its me my of on one or our please s show that the their them there they this to us was we were what when where which who why will with you your".split(
    " ",
  ),
);
