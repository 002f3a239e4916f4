import stringWidth from "string-width";
import wrapAnsi from "wrap-ansi";
import type { Paint } from "./paint.js";
import { plainLine, plainText } from "./plain-text.js";

/** A part of a text about one thing; empty ones are left out. */
export interface Section {
  /** Null = the first part, under the title of the whole. */
  heading: string | null;
  /** What is known in few words; null = not known, and left out. */
  facts?: readonly (readonly [label: string, value: string | null])[];
  /** Longer text, in its own lines. */
  text?: string | null;
  /** One line each. */
  items?: readonly string[];
}

const INDENT = "  ";

/** A title and sections, wrapped. Texts of customers may stand anywhere in it. */
export function sectionsText(
  title: string,
  sections: readonly Section[],
  { width, paint }: { width: number; paint: Paint },
): string {
  const blocks = sections.flatMap((section) => {
    const lines = sectionLines(section, width, paint);
    if (lines.length === 0) return [];
    const heading = section.heading === null ? [] : [wrapped(paint("bold", plainLine(section.heading)), width)];
    return [[...heading, ...lines].join("\n")];
  });
  return [wrapped(paint("bold", plainLine(title)), width), ...blocks].join("\n\n");
}

function sectionLines(
  { heading, facts = [], text = null, items = [] }: Section,
  width: number,
  paint: Paint,
): string[] {
  const indent = heading === null ? "" : INDENT;
  const known = facts.flatMap(([label, value]) => (value === null || value === "" ? [] : [[label, value] as const]));
  const labelWidth = Math.max(0, ...known.map(([label]) => stringWidth(label)));
  return [
    ...known.map(([label, value]) => {
      const room = " ".repeat(labelWidth - stringWidth(label));
      const hanging = `${indent}${" ".repeat(labelWidth)}  `;
      const first = `${indent}${paint("dim", label)}${room}  `;
      return `${first}${hang(plainLine(value), width, hanging)}`;
    }),
    ...(text === null || text.trim() === "" ? [] : [indent + hang(plainText(text).trim(), width, indent)]),
    ...items.map((item) => `${indent}- ${hang(plainLine(item), width, `${indent}  `)}`),
  ];
}

/** Wraps a text that begins behind `hanging` and goes on below its own beginning. */
function hang(text: string, width: number, hanging: string): string {
  return wrapped(text, Math.max(20, width - hanging.length)).replaceAll("\n", `\n${hanging}`);
}

function wrapped(text: string, width: number): string {
  return wrapAnsi(text, width, { hard: true });
}
