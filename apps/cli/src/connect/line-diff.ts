/** Lines that a change takes out and puts in, in one place. */
export interface LineDiff {
  removed: readonly string[];
  added: readonly string[];
}

/**
 * What differs between two texts that differ in one place. A comma more or less at the end of a line, comments aside, is left out: the line
 * before an added property may hold anything, secrets included, and did not change.
 */
export function lineDiff(before: string, after: string): LineDiff {
  const old = linesOf(before);
  const present = linesOf(after);
  const shorter = Math.min(old.length, present.length);
  let top = 0;
  while (top < shorter && same(old[top], present[top])) top++;
  let bottom = 0;
  while (bottom < shorter - top && same(old.at(-1 - bottom), present.at(-1 - bottom))) bottom++;
  const [removed, added] = [old.slice(top, old.length - bottom), present.slice(top, present.length - bottom)];
  const [from = "", to = ""] = [removed[0], added[0]];
  return removed.length === 1 && added.length === 1 ? withinLine(from, to) : { removed, added };
}

/** In a file of one line, the rest of it is as little of the change as other lines would be. */
function withinLine(from: string, to: string): LineDiff {
  const shorter = Math.min(from.length, to.length);
  let start = 0;
  while (start < shorter && from[start] === to[start]) start++;
  let end = 0;
  while (end < shorter - start && from.at(-1 - end) === to.at(-1 - end)) end++;
  const part = (line: string) => (line.length === start + end ? [] : [`…${line.slice(start, line.length - end)}…`]);
  return { removed: part(from), added: part(to) };
}

function linesOf(text: string): string[] {
  return text === "" ? [] : text.replace(/\r?\n$/, "").split(/\r?\n/);
}

function same(one: string | undefined, other: string | undefined): boolean {
  return bare(one) === bare(other);
}

function bare(line: string | undefined): string {
  return (line ?? "").trimEnd().replace(/,(?=(?:\s*\/\*.*\*\/)?\s*(?:\/\/.*)?$)/, "");
}
