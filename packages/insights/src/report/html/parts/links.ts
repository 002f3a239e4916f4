import { type Content, html, type Markup } from "../../../markup/html.js";

/** Leads from the report to TestIO's own pages. */
export interface Links {
  test: (test: { product_id: number; test_id: number }, text: Content) => Markup;
  bug: (bug: { product_id: number | null; test_id: number; bug_id: number }, text: Content) => Markup;
}

/**
 * @param site where the customer's pages at TestIO are, such as `https://acme.test.io`; null = not known, so there are no
 * links. What is no address on the web is taken for not known.
 */
export function linksTo(site: string | null): Links {
  const origin = webOrigin(site);
  const link = (path: string, text: Content) =>
    origin === null ? html`${text}` : html`<a href="${origin}${path}" rel="noreferrer">${text}</a>`;
  const testPath = (product: number, test: number) => `/products/${product}/test_cycles/${test}`;
  return {
    test: ({ product_id, test_id }, text) => link(testPath(product_id, test_id), text),
    bug: ({ product_id, test_id, bug_id }, text) =>
      product_id === null ? html`${text}` : link(`${testPath(product_id, test_id)}/bugs/${bug_id}`, text),
  };
}

function webOrigin(site: string | null): string | null {
  const url = site === null ? null : URL.parse(site);
  return url !== null && (url.protocol === "https:" || url.protocol === "http:") ? url.origin : null;
}
