import { z } from "zod";
import type { DriftCounter } from "./drift.js";
import { isObject, readBoolean, readDate, readId, readInteger, readText } from "./readings.js";

/**
 * Builds the zod schemas of one resource. Its fields never fail: a missing value is null, and only a wrong one is counted
 * and read another way or becomes null. Each field is a single zod node, since a sync sends millions of them through.
 */
export class LenientFields {
  readonly #drift: DriftCounter;
  readonly #resource: string;

  constructor(drift: DriftCounter, resource: string) {
    this.#drift = drift;
    this.#resource = resource;
  }

  text(field: string) {
    return z.transform((value: unknown) => (typeof value === "string" ? value : this.#other(field, value, readText)));
  }

  /** Text that may as well come as a number. */
  scalar(field: string) {
    return z.transform((value: unknown) => {
      if (typeof value === "string") return value;
      return typeof value === "number" ? String(value) : this.#other(field, value, readText);
    });
  }

  /** Text out of a set that grows over time: an unknown value is counted and kept. */
  value(field: string, known: ReadonlySet<string>) {
    return z.transform((value: unknown) => {
      const text = typeof value === "string" ? value : this.#other(field, value, readText);
      if (text !== null && !known.has(text)) this.#drift.unknownValue(this.#resource, field, text);
      return text;
    });
  }

  id(field: string) {
    return z.transform((value: unknown) =>
      typeof value === "number" && value > 0 && Number.isSafeInteger(value) ? value : this.#other(field, value, readId),
    );
  }

  boolean(field: string) {
    return z.transform((value: unknown) =>
      typeof value === "boolean" ? value : this.#other(field, value, readBoolean),
    );
  }

  date(field: string) {
    return z.transform((value: unknown) => readDate(value) ?? this.#other(field, value, () => null));
  }

  /** A reference like `{id, name}`; a bare text is read as its name. */
  named(field: string) {
    const inner = this.#inside(field);
    return z.transform((value: unknown) => {
      if (isObject(value)) return { id: inner.#integer("id", value.id), name: inner.#text("name", value.name) };
      const name = this.#other(field, value, readText);
      return name === null ? null : { id: null, name };
    });
  }

  /** A list of texts, or one text; always an array. What `readEntry` cannot read is counted and left out. */
  texts(field: string, readEntry: (entry: unknown) => string | null = readText) {
    return z.transform((value: unknown) =>
      this.#array(field, typeof value === "string" ? [value].filter(Boolean) : value).flatMap(
        (entry) => readEntry(entry) ?? this.#other(`${field}[]`, entry, () => []) ?? [],
      ),
    );
  }

  /** An object inside the record. */
  nested<Shape extends z.ZodRawShape>(field: string, shape: (fields: LenientFields) => Shape, alsoKnown?: string[]) {
    const inner = this.#inside(field);
    return z.preprocess(
      (value) => (isObject(value) ? value : this.#other(field, value, () => null)),
      inner.record(shape(inner), alsoKnown).nullable(),
    );
  }

  /** A list of objects inside the record; always an array. Entries that are no objects are counted and left out. */
  nestedList<Shape extends z.ZodRawShape>(
    field: string,
    shape: (fields: LenientFields) => Shape,
    alsoKnown?: string[],
  ) {
    const inner = this.#inside(`${field}[]`);
    const isEntry = (entry: unknown) => {
      if (!isObject(entry)) this.#drift.invalidField(this.#resource, `${field}[]`);
      return isObject(entry);
    };
    return z.preprocess(
      (value) => this.#array(field, value).filter(isEntry),
      z.array(inner.record(shape(inner), alsoKnown)),
    );
  }

  /** A whole record, counting the fields that are neither in `shape` nor in `alsoKnown`. Fails only on what is no object. */
  record<Shape extends z.ZodRawShape>(shape: Shape, alsoKnown: readonly string[] = []) {
    const known = new Set([...Object.keys(shape), ...alsoKnown]);
    return z.preprocess((input) => {
      if (!isObject(input)) return input;
      for (const field of Object.keys(input)) {
        if (!known.has(field)) this.#drift.unknownField(this.#resource, field);
      }
      return input;
    }, z.object(shape));
  }

  #inside(path: string): LenientFields {
    return new LenientFields(this.#drift, `${this.#resource}.${path}`);
  }

  #text(field: string, value: unknown): string | null {
    return typeof value === "string" ? value : this.#other(field, value, readText);
  }

  #integer(field: string, value: unknown): number | null {
    return typeof value === "number" && Number.isSafeInteger(value) ? value : this.#other(field, value, readInteger);
  }

  #array(field: string, value: unknown): readonly unknown[] {
    return Array.isArray(value) ? value : (this.#other(field, value, () => null) ?? []);
  }

  /** What becomes of a value that is not as expected: null when it is missing, else counted and read another way. */
  #other<Value>(field: string, value: unknown, read: (value: unknown) => Value | null): Value | null {
    if (value === undefined || value === null) return null;
    this.#drift.invalidField(this.#resource, field);
    return read(value);
  }
}
