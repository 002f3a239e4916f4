import type { BugComment } from "../types.js";

/** The comments of a bug out of its stored JSON, which is as the API sent it: what is no comment in it is left out. */
export function readComments(json: string | null): BugComment[] {
  const stored: unknown = json === null ? [] : JSON.parse(json);
  return Array.isArray(stored) ? stored.flatMap((entry: unknown) => toComment(entry) ?? []) : [];
}

function toComment(entry: unknown): BugComment | null {
  if (!isObject(entry) || typeof entry.body !== "string" || entry.body.trim() === "") return null;
  const author = isObject(entry.author) ? entry.author.name : null;
  return {
    author: typeof author === "string" ? author : null,
    createdAt: typeof entry.created_at === "string" ? momentOrNull(entry.created_at) : null,
    body: entry.body,
  };
}

function momentOrNull(text: string): Date | null {
  const moment = new Date(text);
  return Number.isNaN(moment.getTime()) ? null : moment;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
