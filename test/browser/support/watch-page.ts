import type { Page } from "playwright-core";

/** What a page should never do, as sentences; filled while it is used. */
export function watchPage(page: Page, home: string): string[] {
  const wrong: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) wrong.push(`console ${message.type()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => wrong.push(`uncaught: ${error.message}`));
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(home) && !url.startsWith("data:")) wrong.push(`request to ${url}`);
  });
  return wrong;
}

/** How much wider than its window the page is, in pixels. */
export function overflowOf(page: Page): Promise<number> {
  return page.evaluate<number>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
}
