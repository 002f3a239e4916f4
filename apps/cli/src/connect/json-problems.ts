const SENTENCES: Readonly<Record<string, string>> = {
  InvalidSymbol: "something is no JSON value",
  InvalidNumberFormat: "a number is written wrongly",
  PropertyNameExpected: "a name in quotation marks is missing",
  ValueExpected: "a value is missing",
  ColonExpected: "a colon is missing",
  CommaExpected: "a comma is missing",
  CloseBraceExpected: "a closing brace is missing",
  CloseBracketExpected: "a closing bracket is missing",
  EndOfFileExpected: "something stands behind the end",
  InvalidCommentToken: "there is a comment, which this client does not read,",
  UnexpectedEndOfComment: "a comment does not end",
  UnexpectedEndOfString: "a text in quotation marks does not end",
  UnexpectedEndOfNumber: "a number does not end",
  InvalidUnicode: "a \\u escape is written wrongly",
  InvalidEscapeCharacter: "a backslash stands before the wrong character",
  InvalidCharacter: "a character may not stand there",
};

/** What a parser's error code means, as a clause. */
export function sentenceOf(code: string): string {
  return SENTENCES[code] ?? "it cannot be understood";
}
