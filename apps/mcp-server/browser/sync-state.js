// @ts-check
/** Writes the state of the sync where the page shows it. Texts stay texts: nothing here makes markup of them. */

/**
 * @typedef {object} SyncView As the server says it.
 * @property {string} tone
 * @property {string} headline
 * @property {string} detail
 * @property {{ fraction: number | null } | null} progress
 * @property {Record<string, string>} facts
 */

/** @param {SyncView} view */
export function showSync({ tone, headline, detail, progress, facts }) {
  const section = document.getElementById("sync");
  if (section === null) return;
  section.dataset.tone = tone;
  if (write("headline", headline)) say(detail === "" ? headline : `${headline}. ${detail}`);
  write("detail", detail);
  for (const [name, text] of Object.entries(facts)) write(name, text);
  section.querySelector("form button")?.setAttribute("aria-disabled", String(progress !== null));
  const bar = section.querySelector("progress");
  if (bar === null) return;
  bar.hidden = progress === null;
  if (progress?.fraction == null) bar.removeAttribute("value");
  else bar.value = progress.fraction;
}

/**
 * How current the page is, with a link that loads it anew.
 * @param {"live" | "offline" | "ended"} state
 * @param {string} text
 * @param {string} linkText
 */
export function showConnection(state, text, linkText) {
  const element = document.getElementById("connection");
  if (element === null) return;
  element.dataset.state = state;
  write("connection", text);
  const link = element.querySelector("a");
  if (link !== null) link.textContent = linkText;
}

/**
 * For those who hear the page: once, and only what they would want to be told.
 * @param {string} text
 */
export function say(text) {
  const element = document.getElementById("announcement");
  if (element !== null) element.textContent = text;
}

/**
 * @param {string} name Of the `data-live` element.
 * @param {string} text
 * @returns {boolean} Whether that is news.
 */
function write(name, text) {
  const element = document.querySelector(`[data-live="${name}"]`);
  if (element === null || element.textContent === text) return false;
  element.textContent = text;
  return true;
}
