// @ts-check
/**
 * Where the words of a large database come from.
 * @typedef {object} Texts
 * @property {(low: number, high: number) => string} words so many words as a text
 * @property {() => BugTexts} bug
 *
 * @typedef {{ title: string, steps: string, expected: string, actual: string, comments: string | null }} BugTexts
 */

/**
 * Repeatable numbers from 0 up to, not including, 1 (mulberry32).
 * @param {number} seed
 */
export function randomFrom(seed) {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** What bug reports are full of, most frequent first; rarer words are made up. */
const FREQUENT = `the to is and a on in not of page button app user after login error click for with screen open when
account shown displayed be it order as expected list field search product message from should tap menu text image then
home select link checkout password does can browser device steps no are mobile email back video cart name website same
filter loading an new go this next issue result time view address input icon payment or top form load tab missing crash
scroll sign wrong language by data one step two after reload down item header price date navigate popup all empty out
cannot keyboard background window profile enter content blank footer color android save close upload still first
category update registration confirm delivery voucher settings chrome safari translation overlap basket notification
number version size store session newsletter slow dark mode freeze invoice refund filter map photo crop zoom rotate
landscape cookie banner consent timeout server network offline sync duplicate typo umlaut currency tax discount`
  .split(/\s+/)
  .filter((word, index, all) => all.indexOf(word) === index);

const SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe qui ro su ta ve wi xo yu za bre cla dro fli gre pla stu".split(
  " ",
);

/** @param {number} rank */
function wordOfRank(rank) {
  const known = FREQUENT[rank];
  if (known !== undefined) return known;
  let word = "";
  for (let rest = rank; rest > 0; rest = Math.floor(rest / SYLLABLES.length))
    word += SYLLABLES[rest % SYLLABLES.length];
  return word;
}

const VOCABULARY = 50_000;
const DRAWS = 1 << 20;

/** The words of the Zipf vocabulary, most frequent first. */
export const zipfWords = () => Array.from({ length: VOCABULARY }, (_, rank) => wordOfRank(rank));

/**
 * Words as frequent as in a language: the second one half as often as the first, the third a third, and so on.
 * @param {number} seed
 * @returns {Texts}
 */
export function zipfTexts(seed) {
  const random = randomFrom(seed);
  const vocabulary = zipfWords();
  const weights = vocabulary.map((_, rank) => 1 / (rank + 2));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  /** @type {string[]} */
  const drawn = [];
  let reached = 0;
  for (const [rank, weight] of weights.entries()) {
    reached += (weight / sum) * DRAWS;
    while (drawn.length < reached) drawn.push(vocabulary[rank] ?? "");
  }
  const words = (/** @type {number} */ low, /** @type {number} */ high) => {
    const amount = low + Math.floor(random() * (high - low + 1));
    let text = "";
    for (let index = 0; index < amount; index += 1)
      text += `${index === 0 ? "" : " "}${drawn[Math.floor(random() * drawn.length)]}`;
    return text;
  };
  const bug = () => ({
    title: words(4, 10),
    steps: words(15, 45),
    expected: words(5, 15),
    actual: words(8, 25),
    comments: random() < 0.4 ? words(5, 40) : null,
  });
  return { words, bug };
}
