import type { Node } from "jsonc-parser";

/** How a file is written. */
export interface JsonStyle {
  /** One step of indentation. */
  unit: string;
  lineEnd: string;
}

/** What the file itself does: its first indentation and its first line end. */
export function styleOf(text: string, root: Node): JsonStyle {
  const first = root.children?.[0];
  const found = first !== undefined && isFirstInLine(text, first.offset) ? indentAt(text, first.offset) : "";
  return { unit: found === "" ? "  " : found, lineEnd: text.includes("\r\n") ? "\r\n" : "\n" };
}

/** A value over several lines; `indent` is that of its first line. */
export function styledValue(value: unknown, indent: string, { unit, lineEnd }: JsonStyle): string {
  return JSON.stringify(value, null, unit).replaceAll("\n", `${lineEnd}${indent}`);
}

/** The indentation of the line that holds a place. */
export function indentAt(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(lineStart(text, offset)))?.[0] ?? "";
}

/** Whether nothing but white space stands before a place in its line, and the line is not the first. */
export function isFirstInLine(text: string, offset: number): boolean {
  const start = lineStart(text, offset);
  return start > 0 && text.slice(start, offset).trim() === "";
}

/** Where the line break before the line of a place begins. */
export function lineBreakBefore(text: string, offset: number): number {
  const start = lineStart(text, offset);
  return text.slice(0, start).endsWith("\r\n") ? start - 2 : start - 1;
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf("\n", offset - 1) + 1;
}
