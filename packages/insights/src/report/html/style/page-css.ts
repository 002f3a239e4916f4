import { CONTENT_CSS } from "./content-css.js";
import { OPENING_CSS } from "./opening-css.js";
import { PRINT_CSS } from "./print-css.js";

const BASE_CSS = `
:root { color-scheme: light dark; --page: #f5f7f9; --card: #fff; --accent: #0a5c93; --chart-paper: #fff;
  --good: #0b6b4d; --warn: #8a5a00; --bad: #a33c00; --none: #5b6773; }
@media screen and (prefers-color-scheme: dark) { :root { --page: #0f1419; --card: #171e25; --accent: #7cc0ef; --chart-paper: #171e25;
  --good: #4fd0a6; --warn: #f0b94f; --bad: #ff9a66; --none: #a3afbb; } }
*, ::before, ::after { box-sizing: border-box; }
html { scroll-behavior: smooth; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
body { margin: 0 auto; max-width: 72rem; padding: 0 clamp(1rem, 4vw, 3rem) 3rem; background: var(--page); color: var(--chart-ink);
  font: 400 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial, sans-serif; overflow-wrap: break-word; }
h1, h2, h3 { line-height: 1.2; letter-spacing: -.01em; text-wrap: balance; margin: 0; overflow-wrap: anywhere; }
p { margin: 0 0 .75rem; max-width: 46rem; }
a { color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: .15em; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
ul, ol, dl, dd { margin: 0; padding: 0; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: 1rem; top: -4rem; padding: .5rem 1rem; background: var(--card); border-radius: 0 0 6px 6px; z-index: 1; }
.skip:focus { top: 0; }
footer { margin-top: 2.5rem; color: var(--chart-faint); font-size: .8125rem; }
`;

/** The style of a report. What charts look like is in `CHART_CSS`. */
export const PAGE_CSS = `${BASE_CSS}${OPENING_CSS}${CONTENT_CSS}${PRINT_CSS}`;
