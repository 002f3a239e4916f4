import { raw, html as template } from "hono/html";
import { readable } from "./readable.js";

/** Text that is markup already; only {@link html} and {@link trusted} make it. */
export type Markup = ReturnType<typeof raw>;

/** What a template takes. Numbers and texts become text, whatever they hold; null, undefined and false become nothing. */
export type Content = string | number | Markup | null | undefined | false | readonly Content[];

/** Markup from a template, whose values are escaped unless they are markup themselves. */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Markup {
  const made = template(strings, ...values.map(cleaned));
  if (made instanceof Promise) throw new TypeError("Markup is made at once, of nothing that is still to come.");
  return made;
}

/** Markup of our own that comes as text, such as a style sheet. Never for text from elsewhere. */
export function trusted(markup: string): Markup {
  return raw(markup);
}

function cleaned(value: Content): unknown {
  if (typeof value === "string") return readable(value);
  return Array.isArray(value) ? value.map(cleaned) : value;
}
