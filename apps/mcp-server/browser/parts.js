// @ts-check
/**
 * Replaces parts of the page by those of a newer one. The server alone makes markup, where every text is escaped; what it
 * answers is the same page as when it is opened.
 */

const FOCUSABLE = "a, button, input, summary";

/**
 * The data anew, once a sync has ended since it was shown.
 * @param {string} revision
 */
export async function refreshParts(revision) {
  const main = document.getElementById("main");
  if (main === null || main.dataset.revision === revision) return;
  const page = await load(location.href);
  if (page === null) return;
  for (const part of document.querySelectorAll("[data-part]")) replace(part, page);
  main.dataset.revision = revision;
}

/**
 * Answers the search box without leaving the page.
 * @param {(text: string) => void} say
 */
export function searchInPlace(say) {
  const form = document.querySelector("form.ask-search");
  const results = document.getElementById("results");
  if (!(form instanceof HTMLFormElement) || results === null) return;
  let shown = location.search;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const address = new URL("/", location.href);
    address.search = new URLSearchParams({ q: String(new FormData(form).get("q") ?? "") }).toString();
    results.setAttribute("aria-busy", "true");
    const page = await load(address.href).catch(() => null);
    results.removeAttribute("aria-busy");
    if (page === null) {
      // The browser then says itself what is wrong.
      form.submit();
      return;
    }
    const found = page.getElementById("results");
    results.replaceChildren(...Array.from(found?.childNodes ?? [], (node) => document.importNode(node, true)));
    history.pushState(null, "", address);
    shown = address.search;
    say(results.querySelector("[data-said]")?.textContent ?? "");
  });
  // Not for a mere step to another part of the page.
  window.addEventListener("popstate", () => {
    if (location.search !== shown) location.reload();
  });
}

/**
 * @param {string} address
 * @returns {Promise<Document | null>} null when it is not the dashboard that answers
 */
async function load(address) {
  const response = await fetch(address, { cache: "no-store", headers: { accept: "text/html" } });
  if (!response.ok) return null;
  return new DOMParser().parseFromString(await response.text(), "text/html");
}

/**
 * What was open stays open, and what had the focus keeps it.
 * @param {Element} part
 * @param {Document} page
 */
function replace(part, page) {
  const newer = page.querySelector(`[data-part="${part.getAttribute("data-part")}"]`);
  if (newer === null) return;
  const open = Array.from(part.querySelectorAll("figure:has(details[open])"), ({ id }) => id);
  const focused = Array.from(part.querySelectorAll(FOCUSABLE)).indexOf(document.activeElement ?? part);
  part.replaceChildren(...Array.from(newer.childNodes, (node) => document.importNode(node, true)));
  for (const id of open) part.querySelector(`figure#${CSS.escape(id)} details`)?.setAttribute("open", "");
  const element = focused < 0 ? null : part.querySelectorAll(FOCUSABLE)[focused];
  if (element instanceof HTMLElement) element.focus({ preventScroll: true });
}
