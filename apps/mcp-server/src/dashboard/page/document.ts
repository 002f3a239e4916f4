import { html } from "hono/html";

/** What `html` makes: text in which everything that was put in is escaped. */
export type Html = ReturnType<typeof html>;

interface Document {
  title: string;
  /** Of the element around the content. */
  content: Html;
  /** Without a script it is a page that never changes. */
  live?: boolean;
}

/** The frame of every page. */
export function document({ title, content, live = false }: Document): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${title}</title>
<link rel="icon" type="image/svg+xml" href="/dashboard/icon.svg">
<link rel="stylesheet" href="/dashboard/style.css">
${live ? html`<script type="module" src="/dashboard/live.js"></script>` : ""}
</head>
<body>
${content}
</body>
</html>
`;
}
