// @ts-check
/** Keeps the dashboard live while somebody looks: the page says everything without this, as of when it was loaded. */
import { refreshParts, searchInPlace } from "./parts.js";
import { say, showConnection, showSync } from "./sync-state.js";

/** How soon to look again, in milliseconds. */
const WHILE_RUNNING = 1500;
const OTHERWISE = 10_000;
const PATIENCE = 10_000;

/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;
/** Only the latest look counts; an earlier one may still be under way. */
let looks = 0;
let isOffline = false;
let lastAt = document.getElementById("main")?.dataset.at ?? "";

async function look() {
  clearTimeout(timer);
  if (document.visibilityState === "hidden") return;
  looks += 1;
  const current = looks;
  const next = await answer().catch(offline);
  if (current === looks && next !== null) timer = setTimeout(look, next);
}

/** @returns {Promise<number | null>} when to look again; null = never */
async function answer() {
  const response = await fetch("/dashboard/state", { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
  if (response.status === 401) {
    showConnection("ended", `You are signed out. What is shown is as of ${lastAt}.`, "Sign in");
    say("You are signed out.");
    return null;
  }
  const state = await response.json();
  if (!response.ok) return troubled(state.problem ?? state.message);
  if (isOffline) say("The server answers again.");
  isOffline = false;
  lastAt = state.at;
  showConnection("live", "Live.", "Reload");
  showSync(state.view);
  await refreshParts(state.revision);
  return state.view.progress === null ? OTHERWISE : WHILE_RUNNING;
}

/** @returns {number} */
function offline() {
  return troubled("The server does not answer.");
}

/**
 * @param {string} problem
 * @returns {number}
 */
function troubled(problem) {
  showConnection("offline", `${problem} What is shown is as of ${lastAt}.`, "Reload");
  if (!isOffline) say(problem);
  isOffline = true;
  return OTHERWISE;
}

const askSync = document.querySelector("form.ask-sync");
askSync?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = askSync.querySelector("button");
  if (button?.getAttribute("aria-disabled") === "true") return;
  button?.setAttribute("aria-disabled", "true");
  await fetch("/dashboard/sync", { method: "POST", headers: { accept: "application/json" } }).catch(offline);
  await look();
});

searchInPlace(say);
if (document.getElementById("sync") !== null) {
  document.addEventListener("visibilitychange", look);
  window.addEventListener("online", look);
  await look();
}
