import type { ApiRecord } from "../data/record.js";

/** Fields to set on a record, as the API names them. `undefined` takes a field away. */
export type Fields = Readonly<Record<string, unknown>>;

const ALIASES: readonly (readonly [string, string])[] = [
  ["title", "test_title"],
  ["goal_text", "goal"],
  ["instructions_text", "instructions"],
  ["out_of_scope_text", "out_of_scope"],
];

/** The record with the fields set; a field that the API answers under two names replaces its other name. */
export function applyPatch(record: ApiRecord, fields: Fields | undefined): ApiRecord {
  if (!fields) return record;
  const patched = { ...record, ...fields };
  for (const [name, alias] of ALIASES) {
    if (name in fields && !(alias in fields)) delete patched[alias];
    if (alias in fields && !(name in fields)) delete patched[name];
  }
  return patched;
}

/** Changes made at run time, per id. */
export class Overlay {
  readonly #fields = new Map<number, Fields>();
  readonly #deleted = new Set<number>();

  change(id: number, fields: Fields): void {
    this.#fields.set(id, applyPatch({ ...this.#fields.get(id) }, fields));
  }

  delete(id: number): void {
    this.#fields.delete(id);
    this.#deleted.add(id);
  }

  isDeleted(id: number): boolean {
    return this.#deleted.has(id);
  }

  fields(id: number): Fields | undefined {
    return this.#fields.get(id);
  }

  allFields(): Iterable<Fields> {
    return this.#fields.values();
  }
}
