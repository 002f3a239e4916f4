import { HtmlValidate } from "html-validate";

/** Counts `&lt;` as four characters. */
const RULES = { "long-title": "off" } as const;

/** What breaks the rules of HTML, or shuts people out, in a whole page. */
export function problemsOf(page: string): string[] {
  const validator = new HtmlValidate({
    root: true,
    extends: ["html-validate:recommended", "html-validate:a11y"],
    rules: RULES,
  });
  return validator
    .validateStringSync(page)
    .results.flatMap(({ messages }) => messages)
    .map(({ ruleId, message, line }) => `${ruleId} in line ${line}: ${message}`);
}

/** A part of a page as a page. */
export function pageOf(part: string): string {
  return `<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Part</title>\n</head>\n<body>\n${part}\n</body>\n</html>\n`;
}

/** The texts that the elements of a name hold, without markup in them. */
export function textsOf(markup: string, element: string): string[] {
  const found = markup.matchAll(new RegExp(`<${element}(?: [^>]*)?>(.*?)</${element}>`, "gs"));
  return [...found].map(([, content = ""]) => content.replace(/<[^>]*>/g, "").trim());
}

/** The values that an attribute has. */
export function valuesOf(markup: string, attribute: string): string[] {
  return [...markup.matchAll(new RegExp(` ${attribute}="([^"]*)"`, "g"))].map(([, value = ""]) => value);
}

/** Titles that would do harm where they were taken for anything but text. */
export const HOSTILE_TEXTS = [
  "</script><script>alert(1)</script>",
  '"><img src=x onerror="alert(1)">',
  "' onmouseover='alert(1)",
  "</style><style>body{display:none}</style>",
  "</title></svg></table><!-- ",
  "javascript:alert(1)",
  "&lt;b&gt; &amp;",
  "\u202Egnp.exe \u2066 \u0000 \u001B[31m",
  "half an emoji \uD83D",
  "مرحبا 👩‍👩‍👧 東京",
  "W".repeat(400),
  "=HYPERLINK(1)",
];
