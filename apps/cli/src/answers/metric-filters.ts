import { UsageError } from "../usage-error.js";

/**
 * Filters as they are written on the command line: `severity=critical,high`, also one by one.
 *
 * @throws UsageError when one has no `=`, no name or no value.
 */
export function metricFiltersOf(texts: readonly string[]): Record<string, string[]> {
  const filters = new Map<string, string[]>();
  for (const text of texts) {
    const at = text.indexOf("=");
    const name = text.slice(0, Math.max(0, at)).trim().toLowerCase().replaceAll("-", "_");
    const values = text
      .slice(at + 1)
      .split(",")
      .map((value) => value.trim())
      .filter((value) => value !== "");
    if (name === "" || values.length === 0) {
      throw new UsageError(
        `--filter cannot be ${JSON.stringify(text)}: write it as name=value, as in --filter severity=critical,high.`,
      );
    }
    filters.set(name, [...(filters.get(name) ?? []), ...values]);
  }
  return Object.fromEntries(filters);
}
