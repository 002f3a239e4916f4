/** An option that takes one text. */
export function textOption<const Alias extends string>(description: string, ...alias: Alias[]) {
  return { type: "string", requiresArg: true, description, alias } as const;
}

/** An option that may be given several times, or hold several values with commas between them. */
export function listOption<const Alias extends string>(description: string, ...alias: Alias[]) {
  // With `nargs`, an option does not swallow the words behind its value.
  return { type: "array", string: true, nargs: 1, description, alias } as const;
}

/** A switch that is on, off (`--no-…`), or not given. */
export function switchOption(description: string) {
  return { type: "boolean", description } as const;
}
