import { parse } from "dotenv";

const BYTE_ORDER_MARK = /^\uFEFF/;
const QUOTED = String.raw`'(?:\\'|[^'])*'|"(?:\\"|[^"])*"|${"`"}(?:\\${"`"}|[^${"`"}])*${"`"}`;
const ASSIGNMENT = /^[ \t]*(?:export[ \t]+)?[\w.-]+[ \t]*(?:=|:[ \t])/;
const NEEDS_NO_QUOTES = /^[\w./:@%+,=-]+$/;
const LINE_END = /\r?\n/;

/** The variables that the text of a settings file sets. */
export function readEnvText(text: string): Record<string, string> {
  return parse(text.replace(BYTE_ORDER_MARK, ""));
}

/**
 * The text of a settings file with some variables set anew, or taken out (`null`). Everything else stays as it is, comments
 * behind a value included; a variable that is new goes to the end.
 *
 * @throws RangeError when the text cannot be made to say that, or a value cannot be written into such a file. Its message
 *   names the variable, never a value.
 */
export function editEnvText(text: string, changes: Readonly<Record<string, string | null>>): string {
  const mark = BYTE_ORDER_MARK.exec(text)?.[0] ?? "";
  const bare = text.slice(mark.length);
  return mark + Object.entries(changes).reduce((edited, [name, value]) => editOne(edited, name, value), bare);
}

/** Numbers of the lines, from 1, that are neither blank nor a comment nor part of an assignment: they do nothing. */
export function ignoredEnvLines(text: string): number[] {
  // What stands in quotes over several lines belongs to the line it began on.
  const multiline = new RegExp(`(${ASSIGNMENT.source}[ \t]*)(${QUOTED})`, "gm");
  const shortened = text
    .replace(BYTE_ORDER_MARK, "")
    .replaceAll(multiline, (_all, start: string, value: string) => start + value.replaceAll(/[^\n]*\n[^\n]*/g, "#\n#"));
  return shortened.split(LINE_END).flatMap((line, index) => {
    const isNothing = /^\s*(?:#|$)/.test(line) || ASSIGNMENT.test(line);
    return isNothing ? [] : [index + 1];
  });
}

function editOne(text: string, name: string, value: string | null): string {
  const before = readEnvText(text);
  const { [name]: old, ...others } = before;
  if (value === null ? old === undefined : old === value) return text;
  const wanted = value === null ? others : { ...others, [name]: value };
  const candidates =
    value === null ? [without(text, name)] : [replaced(text, name, value), appended(text, name, value)];
  // Text in quotes over several lines may hold what looks like an assignment: what was edited has to read as it should.
  const edited = candidates.find((candidate) => candidate !== null && sameValues(readEnvText(candidate), wanted));
  if (edited === undefined || edited === null) throw new RangeError(`${name} cannot be changed in this file.`);
  return edited;
}

function assignmentsOf(name: string): RegExp {
  const escaped = name.replaceAll(/[^\w]/g, "\\$&");
  return new RegExp(
    `^([ \\t]*(?:export[ \\t]+)?${escaped}[ \\t]*=[ \\t]*)(${QUOTED}|[^#\\r\\n]*?)([ \\t]*(?:#[^\\r\\n]*)?)(\\r?\\n|(?![^\\r\\n]))`,
    "gm",
  );
}

/** The last assignment counts. */
function replaced(text: string, name: string, value: string): string | null {
  const last = [...text.matchAll(assignmentsOf(name))].at(-1);
  if (last === undefined) return null;
  const [whole, start = "", , comment = "", end = ""] = last;
  return (
    text.slice(0, last.index) + start + written(name, value) + comment + end + text.slice(last.index + whole.length)
  );
}

function without(text: string, name: string): string {
  return text.replaceAll(assignmentsOf(name), "");
}

function appended(text: string, name: string, value: string): string {
  const lineEnd = text.includes("\r\n") ? "\r\n" : "\n";
  const gap = text === "" || text.endsWith("\n") ? "" : lineEnd;
  return `${text}${gap}${name}=${written(name, value)}${lineEnd}`;
}

/** The first way of writing a value that reads as the same value. */
function written(name: string, value: string): string {
  const forms = [...(NEEDS_NO_QUOTES.test(value) ? [value] : []), `'${value}'`, `"${value}"`, `\`${value}\``];
  const form = forms.find((candidate) => sameValues(readEnvText(`${name}=${candidate}\n`), { [name]: value }));
  if (form === undefined) throw new RangeError(`${name} cannot be set to a text with all kinds of quotes in it.`);
  return form;
}

function sameValues(one: Readonly<Record<string, string>>, other: Readonly<Record<string, string>>): boolean {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
}
