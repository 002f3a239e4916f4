import { distance } from "fastest-levenshtein";
import { plainLine } from "../output/plain-text.js";
import { countOf, listInWords } from "../output/words.js";
import { UsageError } from "../usage-error.js";

const MOST_CANDIDATES = 10;

/** Something that people call by id or by name. */
export interface Named {
  id: number;
  name: string;
  /** What tells it from another of the same name. */
  of?: string;
}

export interface Naming {
  /** What they are: `product`. */
  noun: string;
  /** Which there are. Asked when there is a name to find, not for ids alone. */
  stored: () => Promise<readonly Named[]>;
  /** What shows all of them: `list products`. */
  listedBy: string;
  /** What fetches them: `sync`. */
  fetchedBy: string;
}

/**
 * Ids of what people named by id or name, several of them with commas between or in several texts. A part of a name is enough
 * where only one has it.
 *
 * @throws UsageError when a name is none of those stored, or of several of them: the candidates are listed.
 */
export async function idsNamed(texts: readonly string[], naming: Naming): Promise<number[]> {
  const areIds = texts.every((text) => text.split(",").every((part) => isId(part.trim()) || part.trim() === ""));
  const stored = areIds ? [] : await naming.stored();
  const ids = texts.flatMap((text) => parts(text, stored).map((name) => idNamed(name, stored, naming)));
  if (ids.length === 0) throw new UsageError(`There is no ${naming.noun}: write an id or a name.`);
  return [...new Set(ids)];
}

/** The same for what takes one. */
export async function oneIdNamed(texts: readonly string[], naming: Naming): Promise<number> {
  const [id, ...others] = await idsNamed(texts, naming);
  if (id === undefined || others.length > 0) {
    throw new UsageError(
      `Only one ${naming.noun} can be asked for here, not ${listInWords([id ?? "none", ...others])}.`,
    );
  }
  return id;
}

/** A name with a comma in it is one name. */
function parts(text: string, stored: readonly Named[]): string[] {
  const isName = stored.some(({ name }) => spelled(name) === spelled(text));
  const names = isName ? [text] : text.split(",");
  return names.map((name) => name.trim()).filter((name) => name !== "");
}

function isId(text: string): boolean {
  return /^\d{1,11}$/.test(text);
}

function idNamed(name: string, stored: readonly Named[], naming: Naming): number {
  if (isId(name)) return Number(name);
  const exact = stored.filter((it) => spelled(it.name) === spelled(name));
  const found = exact.length > 0 ? exact : stored.filter((it) => spelled(it.name).includes(spelled(name)));
  const [only, ...others] = found;
  if (only === undefined) throw unknownName(name, stored, naming);
  if (others.length === 0) return only.id;
  throw new UsageError(
    `${JSON.stringify(name)} is the name of ${countOf(found.length, naming.noun)}: ${candidates(found)}. Name one of them in full, or by its id.`,
  );
}

function unknownName(name: string, stored: readonly Named[], { noun, listedBy, fetchedBy }: Naming): UsageError {
  if (stored.length === 0) {
    return new UsageError(
      `There is no ${noun} ${JSON.stringify(name)}: none is stored yet. Run testio-mcp ${fetchedBy}.`,
    );
  }
  const nearest = [...stored].sort((one, other) => farFrom(name, one) - farFrom(name, other));
  const nouns = `${noun.charAt(0).toUpperCase()}${noun.slice(1)}s`;
  return new UsageError(
    `There is no ${noun} ${JSON.stringify(name)}. ${nouns} are ${candidates(nearest)}. See testio-mcp ${listedBy}.`,
  );
}

function candidates(named: readonly Named[]): string {
  const shown = named.slice(0, MOST_CANDIDATES).map(({ id, name, of }) => {
    const note = of === undefined ? "" : `, ${plainLine(of)}`;
    return `${plainLine(name)} (${id}${note})`;
  });
  const more = named.length - shown.length;
  return more > 0 ? `${shown.join(", ")} and ${more.toLocaleString("en-US")} more` : listInWords(shown);
}

function farFrom(name: string, { name: other }: Named): number {
  return distance(spelled(name), spelled(other));
}

/** An umlaut can be one character or two. */
function spelled(name: string): string {
  return plainLine(name).normalize("NFC").toLowerCase();
}
