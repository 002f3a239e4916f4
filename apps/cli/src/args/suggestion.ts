import { closest, distance } from "fastest-levenshtein";

/** ` Did you mean --force?` when one of the known words is near; else nothing. */
export function suggestion(word: string, known: readonly string[], prefix = ""): string {
  const nearest = closest(word, known);
  const isNear = distance(word, nearest) <= Math.max(2, Math.floor(nearest.length / 3));
  return isNear ? ` Did you mean ${prefix}${nearest}?` : "";
}
