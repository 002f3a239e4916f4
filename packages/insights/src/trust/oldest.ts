/** Of what an answer is made of, the part fetched longest ago says how old it is; null = nothing was ever fetched. */
export function oldestOf(moments: readonly (Date | string | null)[]): Date | null {
  const times = moments.flatMap((moment) => (moment === null ? [] : [new Date(moment).getTime()]));
  return times.length === 0 ? null : new Date(Math.min(...times));
}
