import { applyEdits, type Edit, type Node } from "jsonc-parser";
import type { JsonDocument, Property } from "./json-document.js";
import { indentAt, isFirstInLine, lineBreakBefore, styledValue, styleOf } from "./json-style.js";

// jsonc-parser's own `modify` formats the lines around what it changes, or nothing, and moves comments behind what it adds.
// Here only what is added or taken out changes: so the places come from here, and its tree and edits from there.

/** Adds a property at the end of an object, in lines of its own where the object has lines. */
export function addProperty({ text, root }: JsonDocument, object: Node, key: string, value: unknown): string {
  const style = styleOf(text, root);
  const outer = indentAt(text, object.offset);
  const last = object.children?.at(-1);
  const name = JSON.stringify(key);
  if (last === undefined) {
    const indent = outer + style.unit;
    const inside = text.slice(object.offset + 1, endOf(object) - 1);
    const comments = inside.trim() === "" ? "" : inside.trimEnd();
    const property = `${style.lineEnd}${indent}${name}: ${styledValue(value, indent, style)}`;
    const content = comments + property + style.lineEnd + outer;
    return applyEdits(text, [{ offset: object.offset + 1, length: inside.length, content }]);
  }
  if (!text.slice(object.offset, last.offset).includes("\n")) {
    return applyEdits(text, [insert(endOf(last), `, ${name}: ${JSON.stringify(value)}`)]);
  }
  const indent = isFirstInLine(text, last.offset) ? indentAt(text, last.offset) : outer + style.unit;
  const property = `${style.lineEnd}${indent}${name}: ${styledValue(value, indent, style)}`;
  const comma = commaBehind(text, last);
  const place = behindComments(text, comma ?? endOf(last));
  return applyEdits(
    text,
    comma === null ? [insert(endOf(last), ","), insert(place, property)] : [insert(place, `${property},`)],
  );
}

/** Puts another value in the place of a property's. */
export function replaceValue({ text, root }: JsonDocument, { node, value }: Property, wanted: unknown): string {
  const { offset, length } = value;
  const hasLines = text.slice(offset, offset + length).includes("\n");
  const content = hasLines
    ? styledValue(wanted, indentAt(text, node.offset), styleOf(text, root))
    : JSON.stringify(wanted);
  return applyEdits(text, [{ offset, length, content }]);
}

/** Takes a property out, with its comma and, where it has lines of its own, these. */
export function removeProperty({ text }: JsonDocument, object: Node, { node }: Property): string {
  const siblings = object.children ?? [];
  const previous = siblings[siblings.indexOf(node) - 1];
  const comma = commaBehind(text, node);
  const start = isFirstInLine(text, node.offset) ? lineBreakBefore(text, node.offset) : node.offset;
  const edits: Edit[] = [{ offset: start, length: (comma ?? endOf(node)) - start, content: "" }];
  const orphan = comma === null && previous !== undefined ? commaBehind(text, previous) : null;
  if (orphan !== null) edits.unshift({ offset: orphan - 1, length: 1, content: "" });
  return applyEdits(text, edits);
}

function insert(offset: number, content: string): Edit {
  return { offset, length: 0, content };
}

function endOf({ offset, length }: Node): number {
  return offset + length;
}

/** Where the comma behind a property ends; null when there is none. */
function commaBehind(text: string, node: Node): number | null {
  const comma = /(?:\s|\/\/[^\r\n]*|\/\*[\s\S]*?\*\/)*,/y;
  comma.lastIndex = endOf(node);
  return comma.test(text) ? comma.lastIndex : null;
}

/** Behind the comments that begin in the same line. */
function behindComments(text: string, offset: number): number {
  const comments = /(?:[ \t]*(?:\/\/[^\r\n]*|\/\*[\s\S]*?\*\/))*/y;
  comments.lastIndex = offset;
  comments.test(text);
  return comments.lastIndex;
}
