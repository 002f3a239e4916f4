import { suggestion } from "../args/suggestion.js";
import { UsageError } from "../usage-error.js";
import type { Column } from "./column.js";

/**
 * The columns to show, in the order asked for.
 *
 * @param names of `--columns`; undefined = those usually shown
 * @throws UsageError naming the valid ones.
 */
export function chooseColumns<Row>(
  columns: readonly Column<Row>[],
  names: readonly string[] | undefined,
  { isFull }: { isFull: boolean },
): Column<Row>[] {
  if (names === undefined) {
    return columns.filter(({ when }) => when !== "chosen" && (when !== "full" || isFull));
  }
  const known = columns.map(({ name }) => name);
  return spelledNames(names).map((name) => {
    const found = columns.find((column) => column.name === name || (name === "id" && isOwnId(column)));
    if (found !== undefined) return found;
    throw new UsageError(
      `--columns: there is no column ${JSON.stringify(name)}.${suggestion(name, known)} Columns are ${known.join(", ")}.`,
    );
  });
}

/** Whether a column is asked for that only an answer with all details has. */
export function needsDetails<Row>(columns: readonly Column<Row>[], names: readonly string[] = []): boolean {
  const wanted = spelledNames(names);
  return columns.some(({ name, when }) => when === "full" && wanted.includes(name));
}

/** The id of what is listed, whatever it is called. */
function isOwnId<Row>({ name, when }: Column<Row>): boolean {
  return when === "always" && name.endsWith("_id");
}

/** As JSON writes them, each once. */
function spelledNames(texts: readonly string[]): string[] {
  const names = texts.flatMap((text) => text.split(",")).map((name) => name.trim());
  return [...new Set(names.filter((name) => name !== "").map((name) => name.toLowerCase().replaceAll(/[\s-]+/g, "_")))];
}
