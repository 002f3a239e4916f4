import type { SchemaDrift } from "../types.js";

/** Names beyond this many are counted together, so that a strange server cannot fill the memory. */
const MAX_NAMES = 500;
const MAX_NAME_LENGTH = 80;
const OTHERS = "(others)";

/** Counts where answers differ from what this client knows. Keys look like `tests.features[].title`. */
export class DriftCounter {
  readonly #unknownFields = new Map<string, number>();
  readonly #invalidFields = new Map<string, number>();
  readonly #unknownValues = new Map<string, number>();

  unknownField(resource: string, field: string): void {
    count(this.#unknownFields, `${resource}.${shortened(field)}`);
  }

  invalidField(resource: string, field: string): void {
    count(this.#invalidFields, `${resource}.${field}`);
  }

  unknownValue(resource: string, field: string, value: string): void {
    count(this.#unknownValues, `${resource}.${field}=${shortened(value)}`);
  }

  snapshot(): SchemaDrift {
    return {
      unknownFields: Object.fromEntries(this.#unknownFields),
      invalidFields: Object.fromEntries(this.#invalidFields),
      unknownValues: Object.fromEntries(this.#unknownValues),
    };
  }
}

function count(counts: Map<string, number>, name: string): void {
  const key = counts.has(name) || counts.size < MAX_NAMES ? name : OTHERS;
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function shortened(text: string): string {
  return text.length <= MAX_NAME_LENGTH ? text : `${text.slice(0, MAX_NAME_LENGTH)}…`;
}
