import type { BrowserContextOptions } from "playwright-core";

/** A phone, a tablet, a desk. */
export const WIDTHS = [360, 768, 1440] as const;

const SCHEMES = ["light", "dark"] as const;

/** Every window a page is looked at in. */
export const LOOKS = WIDTHS.flatMap((width) => SCHEMES.map((scheme) => ({ width, scheme })));

export function windowFor({ width, scheme }: (typeof LOOKS)[number]): BrowserContextOptions {
  return { viewport: { width, height: 900 }, colorScheme: scheme };
}
