/** The place of a value in an order of rank, from 0; what is not in it comes behind all others. */
export function rankIn(ranked: readonly string[], value: string): number {
  const place = ranked.indexOf(value);
  return place === -1 ? ranked.length : place;
}
