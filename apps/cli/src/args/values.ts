import { UsageError } from "../usage-error.js";
import { suggestion } from "./suggestion.js";

/** The values of an option that may have several; undefined when it is not given. */
export function valuesOf(texts: readonly string[] | undefined): string[] | undefined {
  const values = texts?.flatMap((text) => text.split(",")).map((value) => value.trim());
  return values?.filter((value) => value !== "");
}

/**
 * One value out of a fixed set, in any case, with spaces or dashes for its underscores.
 *
 * @throws UsageError naming the valid ones.
 */
export function choiceOf<const Value extends string>(flag: string, text: string, values: readonly Value[]): Value {
  const name = spelled(text);
  const found = values.find((value) => value === name);
  if (found !== undefined) return found;
  throw new UsageError(
    `${flag} cannot be ${JSON.stringify(text)}.${suggestion(name, values)} Valid: ${values.join(", ")}.`,
  );
}

/** Several of them; undefined when the option is not given. */
export function choicesOf<const Value extends string>(
  flag: string,
  texts: readonly string[] | undefined,
  values: readonly Value[],
): Value[] | undefined {
  return valuesOf(texts)?.map((text) => choiceOf(flag, text, values));
}

/** Values that TestIO may add to, for whoever knows what is stored to judge them. */
export function usualValuesOf(texts: readonly string[] | undefined): string[] | undefined {
  return valuesOf(texts)?.map(spelled);
}

export function optional<In, Out>(value: In | undefined, read: (value: In) => Out): Out | undefined {
  return value === undefined ? undefined : read(value);
}

/** @throws UsageError when it is none, or out of range. */
export function wholeNumberOf(flag: string, text: string, min: number, max = Number.MAX_SAFE_INTEGER): number {
  const number = Number(text);
  if (/^\d+$/.test(text.trim()) && number >= min && number <= max) return number;
  const range = max === Number.MAX_SAFE_INTEGER ? `from ${min}` : `from ${min} to ${max}`;
  throw new UsageError(`${flag} cannot be ${JSON.stringify(text)}: it takes a whole number ${range}.`);
}

function spelled(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, "_");
}
