import { access } from "node:fs/promises";
import { type BrowserContext, type BrowserContextOptions, chromium, type Page } from "playwright-core";

/** Debian's, unless `CHROMIUM_PATH` says another. */
const CHROMIUM_PATH = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";

/** Nothing but the pages under test, and no request of its own. */
const QUIET = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // Letters and lines look the same on every machine.
  "--font-render-hinting=none",
  "--disable-lcd-text",
  "--hide-scrollbars",
];

export interface Chromium {
  /** A window of its own: no cookies, nothing remembered. Closed with the browser. */
  open(options?: BrowserContextOptions): Promise<{ context: BrowserContext; page: Page }>;
  close(): Promise<void>;
}

/** @throws Error with what to do when there is no browser. */
export async function startChromium(): Promise<Chromium> {
  await access(CHROMIUM_PATH).catch(() => {
    throw new Error(`There is no browser at ${CHROMIUM_PATH}: install Debian's chromium, or set CHROMIUM_PATH.`);
  });
  const isRoot = process.getuid?.() === 0;
  const browser = await chromium.launch({
    executablePath: CHROMIUM_PATH,
    args: [...(isRoot ? ["--no-sandbox"] : []), ...QUIET],
  });
  return {
    async open(options = {}) {
      const context = await browser.newContext({ locale: "en-GB", timezoneId: "UTC", ...options });
      context.setDefaultTimeout(20_000);
      return { context, page: await context.newPage() };
    },
    close: () => browser.close(),
  };
}
