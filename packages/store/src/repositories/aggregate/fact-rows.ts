import type { AggregateKey, FactRow } from "../../types.js";
import type { Groups } from "./groups.js";

interface Counted<Fact> {
  fact: Fact;
  counter: { of(group: number): number };
}

/** What was counted, group by group. */
export function factRows<Facts extends Record<keyof Facts, number>, Fact extends keyof Facts & string>(
  groups: Groups,
  keys: readonly { keyOf(code: number): AggregateKey }[],
  counted: readonly Counted<keyof Facts & string>[],
): FactRow<Pick<Facts, Fact>>[] {
  const rows: FactRow<Pick<Facts, Fact>>[] = [];
  for (let group = 0; group < groups.size; group += 1) {
    const ofGroup = new Array<AggregateKey>(keys.length);
    groups.decode(group, (place, code) => {
      ofGroup[place] = keys[place]?.keyOf(code) ?? { id: null, label: null };
    });
    const facts: Record<string, number> = {};
    for (const { fact, counter } of counted) facts[fact] = counter.of(group);
    rows.push({ keys: ofGroup, facts: facts as Pick<Facts, Fact> });
  }
  return rows;
}
