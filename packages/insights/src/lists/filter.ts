/** The values a list is narrowed to, each once; null = not narrowed. */
export function filterOf(values: string | readonly string[] | undefined): string[] | null {
  const list = typeof values === "string" ? [values] : (values ?? []);
  return list.length === 0 ? null : [...new Set(list)];
}
