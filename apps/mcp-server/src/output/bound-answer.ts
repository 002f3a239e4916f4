import type { JsonObject } from "@testio/store";
import { estimateTokens } from "./estimate-tokens.js";
import { leftOutNote } from "./left-out-note.js";
import { type Shortening, shortenAnswer } from "./shorten-answer.js";

/** No answer takes more of a model's context than this. */
export const MAX_ANSWER_TOKENS = 25_000;

/** An answer, and the same as JSON text. */
export interface BoundedAnswer {
  result: JsonObject;
  text: string;
}

/** For the sentence about what was left out. */
const NOTE_TOKENS = 400;
/** Rows are left out before texts are cut this short, unless fewer rows than that would remain. */
const ROWS_WORTH_KEEPING = 10;

const STEPS: readonly Shortening[] = [
  { texts: 1000, items: 200 },
  { texts: 300, items: 50 },
  { texts: 100, items: 20 },
  { texts: 60, items: 5 },
];

/**
 * Makes an answer fit: cuts long texts and leaves out rows at the end, corrects the paging, and says what was left out and
 * how to get it. What is left still fits the tool's output schema.
 *
 * @param parameters the tool's, to know how the rest can be asked for.
 */
export function boundAnswer(
  result: JsonObject,
  parameters: readonly string[],
  limit: number = MAX_ANSWER_TOKENS,
): BoundedAnswer {
  const text = JSON.stringify(result);
  if (fits(text, result, limit)) return { result, text };
  const bounded = shrink(result, parameters, limit - NOTE_TOKENS);
  return { result: bounded, text: JSON.stringify(bounded) };
}

/** So many characters for a token are too many to be looked at one by one. */
const FAR_TOO_LONG = 20;

function fits(text: string, result: JsonObject, limit: number): boolean {
  if (text.length > limit * FAR_TOO_LONG) return false;
  // No token is smaller than a byte.
  return Buffer.byteLength(text) <= limit || estimateTokens(result) <= limit;
}

function shrink(result: JsonObject, parameters: readonly string[], room: number): JsonObject {
  const rows = longestList(result);
  const all = rows === null ? 0 : listOf(result, rows).length;
  for (const step of STEPS) {
    const shortened = shortenAnswer(result, step, rows);
    const shown = rows === null ? 0 : rowsThatFit(shortened, rows, room);
    const isLast = step === STEPS.at(-1);
    const enough = rows === null ? estimateTokens(shortened) <= room : shown >= Math.min(all, ROWS_WORTH_KEEPING);
    if (!enough && !isLast) continue;
    const kept = rows === null ? shortened : withRows(shortened, rows, shown);
    const note = leftOutNote({ rows, shown, all, shortening: step, parameters, pagination: kept.pagination });
    return withNote(kept, note);
  }
  return result;
}

function listOf(answer: JsonObject, key: string): readonly unknown[] {
  const value = answer[key];
  return Array.isArray(value) ? value : [];
}

/** The list that makes the answer long; null when none stands directly in it. */
function longestList(answer: JsonObject): string | null {
  const sizes = Object.keys(answer)
    .filter((key) => listOf(answer, key).length > 0)
    .map((key) => ({ key, length: JSON.stringify(answer[key]).length }))
    .sort((a, b) => b.length - a.length);
  return sizes[0]?.key ?? null;
}

function rowsThatFit(answer: JsonObject, key: string, room: number): number {
  const rows = listOf(answer, key);
  let left = room - estimateTokens({ ...answer, [key]: [] });
  let fitting = 0;
  for (const row of rows) {
    left -= estimateTokens(row) + 1;
    if (left < 0) break;
    fitting += 1;
  }
  return fitting;
}

function withRows(answer: JsonObject, key: string, shown: number): JsonObject {
  const all = listOf(answer, key);
  const rows = all.slice(0, shown);
  const { pagination } = answer;
  if (shown === all.length || !isPaging(pagination)) return { ...answer, [key]: rows };
  const end = pagination.start_index === undefined ? {} : { end_index: pagination.start_index + shown - 1 };
  return { ...answer, [key]: rows, pagination: { ...pagination, ...(shown === 0 ? {} : end), has_more: true } };
}

interface Paging {
  has_more: boolean;
  start_index?: number;
}

function isPaging(value: unknown): value is Paging {
  if (typeof value !== "object" || value === null || !("has_more" in value)) return false;
  return !("start_index" in value) || typeof value.start_index === "number";
}

/** Where answers say what they lack: beside their coverage, or in notes of their own. */
function withNote(answer: JsonObject, note: string): JsonObject {
  const { coverage } = answer;
  if (typeof coverage === "object" && coverage !== null && "notes" in coverage && Array.isArray(coverage.notes)) {
    return { ...answer, coverage: { ...coverage, notes: [note, ...coverage.notes] } };
  }
  return { ...answer, notes: [note, ...listOf(answer, "notes")] };
}
