import { SearchSyntaxError } from "../../errors/search-syntax-error.js";

/** The columns of the index that hold text, and that a search may name. */
export const TEXT_COLUMNS: readonly string[] = ["title", "content"];

const TOKENS = /"(?:[^"]|"")*"|[{}():]|[^\s"{}():+*^,-]+|./gsu;
const HELP =
  'Allowed are words, "phrases", prefix*, AND, OR, NOT, NEAR(a b, 5), parentheses, and title: or content: before them.';

/**
 * Checks what must not be left to SQLite: that the expression cannot reach beyond the parentheses it is put into, and
 * names no column but those of text. The rest of the syntax is SQLite's to judge.
 *
 * @returns the expression, ready to be put into parentheses
 * @throws {SearchSyntaxError}
 */
export function checkedExpression(expression: string): string {
  // SQLite takes this character for the end of the expression.
  const text = expression.replaceAll("\0", " ");
  const tokens = (text.match(TOKENS) ?? []).filter((token) => token.trim() !== "");
  if (tokens.length === 0) throw new SearchSyntaxError(`The search is empty. ${HELP}`);
  if (tokens.includes('"')) throw new SearchSyntaxError(`A quotation mark is never closed. ${HELP}`);
  checkParentheses(tokens);
  for (const [index, token] of tokens.entries()) {
    if (token !== ":") continue;
    const wrong = columnsBefore(tokens, index).find((column) => !TEXT_COLUMNS.includes(column.toLowerCase()));
    if (wrong !== undefined) {
      const named =
        wrong === "" ? "A colon stands without a column before it" : `There is no column ${wrong} to search`;
      throw new SearchSyntaxError(
        `${named}: only ${TEXT_COLUMNS.join(" and ")} can be named; put other text with a colon in quotation marks.`,
      );
    }
  }
  return text;
}

/** The error for an expression that SQLite refused. */
export const refusedExpression = (cause: unknown): SearchSyntaxError =>
  new SearchSyntaxError(`The search is no valid FTS5 expression. ${HELP}`, { cause });

function checkParentheses(tokens: readonly string[]): void {
  let depth = 0;
  for (const token of tokens) {
    if (token === "(") depth += 1;
    if (token === ")") depth -= 1;
    if (depth < 0) throw new SearchSyntaxError(`A parenthesis is closed that was never opened. ${HELP}`);
  }
  if (depth > 0) throw new SearchSyntaxError(`A parenthesis is never closed. ${HELP}`);
}

/** The columns named before a colon: one, or several in braces. */
function columnsBefore(tokens: readonly string[], colon: number): string[] {
  const last = tokens[colon - 1] ?? "";
  if (last !== "}") return [unquoted(last)];
  const open = tokens.lastIndexOf("{", colon);
  return open === -1 ? [""] : tokens.slice(open + 1, colon - 1).map(unquoted);
}

const unquoted = (token: string): string => (token.startsWith('"') ? token.slice(1, -1).replaceAll('""', '"') : token);
