import Database from "better-sqlite3";

/** How the search index takes texts apart into words; a test compares it with the migration. */
export const TOKENIZER = "porter unicode61 remove_diacritics 2";

/** In words. */
const SNIPPET_LENGTH = 24;

export interface IndexedText {
  title: string;
  content: string;
}

/** The two texts with marks around what was found: all of the title, and the part of the content that holds most of it. */
export type Excerpt = IndexedText;

export interface Marks {
  open: string;
  close: string;
}

interface SmallIndex {
  database: Database.Database;
  insert: Database.Statement<[place: number, title: string, content: string]>;
  excerpts: Database.Statement<[Marks & { match: string }], Excerpt & { place: number }>;
  words: Database.Statement<[], { place: number; word: string }>;
}

let smallIndex: SmallIndex | undefined;

/** In memory, one for the process, and empty but while it is asked. */
function openSmallIndex(): SmallIndex {
  const database = new Database(":memory:");
  database.exec(`
    CREATE VIRTUAL TABLE texts USING fts5(title, content, tokenize = '${TOKENIZER}');
    CREATE VIRTUAL TABLE words USING fts5vocab(texts, instance)`);
  return {
    database,
    insert: database.prepare("INSERT INTO texts (rowid, title, content) VALUES (?, ?, ?)"),
    excerpts: database.prepare(`
      SELECT rowid AS place, highlight(texts, 0, @open, @close) AS title,
        snippet(texts, 1, @open, @close, '…', ${SNIPPET_LENGTH}) AS content
      FROM texts WHERE texts MATCH @match`),
    words: database.prepare(`SELECT doc AS place, term AS word FROM words ORDER BY doc, "offset"`),
  };
}

function withTexts<T>(texts: readonly IndexedText[], ask: (index: SmallIndex) => T): T {
  smallIndex ??= openSmallIndex();
  const { database, insert } = smallIndex;
  database.exec("BEGIN");
  try {
    for (const [place, { title, content }] of texts.entries()) insert.run(place, title, content);
    return ask(smallIndex);
  } finally {
    database.exec("ROLLBACK");
  }
}

/**
 * Where texts hold what is searched for, in their order; null for a text that does not. In the index of everything, FTS5 would go
 * through all that matches between them, and put all words of a prefix together again.
 *
 * @param match an FTS5 expression over `title` and `content`
 */
export function excerptsOf(match: string, texts: readonly IndexedText[], marks: Marks): (Excerpt | null)[] {
  return withTexts(texts, ({ excerpts }) => {
    const found = new Map(excerpts.all({ match, ...marks }).map(({ place, ...excerpt }) => [place, excerpt]));
    return texts.map((_, place) => found.get(place) ?? null);
  });
}

/** The words of each text as the index has them: without case, accents and endings. */
export function indexedWords(texts: readonly string[]): string[][] {
  const rows = texts.map((content) => ({ title: "", content }));
  return withTexts(rows, ({ words }) => {
    const byText = Map.groupBy(words.all(), ({ place }) => place);
    return texts.map((_, place) => (byText.get(place) ?? []).map(({ word }) => word));
  });
}
