import { type Node, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";
import { ConfigFileError } from "../files/config-file-error.js";
import { sentenceOf } from "./json-problems.js";

export interface JsonDialect {
  /** Comments and trailing commas. */
  allowsComments: boolean;
}

/** A JSON file's text with its root object, to be changed in single places. */
export interface JsonDocument {
  text: string;
  root: Node;
}

const BYTE_ORDER_MARK = "\uFEFF";

/**
 * Parses a file that has to hold one object; an empty file counts as an empty object.
 *
 * @throws ConfigFileError naming the file and the place, when it is anything else.
 */
export function parseDocument(path: string, text: string, { allowsComments }: JsonDialect): JsonDocument {
  const whole = text.replace(BYTE_ORDER_MARK, "").trim() === "" ? `${text}{}` : text;
  const errors: ParseError[] = [];
  // As a space, the mark keeps all places where they are.
  const root = parseTree(whole.replace(BYTE_ORDER_MARK, " "), errors, {
    disallowComments: !allowsComments,
    allowTrailingComma: allowsComments,
  });
  const [first] = errors;
  if (first !== undefined) {
    const problem = sentenceOf(printParseErrorCode(first.error));
    throw new ConfigFileError(
      `${path} is not valid JSON: ${problem} ${placeOf(whole, first.offset)}. It is left as it is; mend it, then try again.`,
    );
  }
  if (root?.type !== "object") throw new ConfigFileError(`${path} does not hold a JSON object. It is left as it is.`);
  return { text: whole, root };
}

/** `in line 3, column 5`. */
function placeOf(text: string, offset: number): string {
  const before = text.slice(0, offset).split(/\r?\n/);
  return `in line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}

/** A property of an object, key and value together. */
export interface Property {
  /** From its key to the end of its value. */
  node: Node;
  value: Node;
}

/** @throws ConfigFileError when the object has the property twice: readers disagree which one counts. */
export function propertyOf(path: string, object: Node, key: string): Property | null {
  const found = (object.children ?? []).filter(({ children }) => children?.[0]?.value === key);
  const [node] = found;
  if (found.length > 1) {
    throw new ConfigFileError(
      `${path} has ${JSON.stringify(key)} twice in one object. Remove one of them, then try again.`,
    );
  }
  const value = node?.children?.[1];
  return node === undefined || value === undefined ? null : { node, value };
}
