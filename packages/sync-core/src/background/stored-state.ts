import { hostname } from "node:os";
import { BACKGROUND_SYNC_KEY, type Store, type StoreReader, SYNC_STATUSES } from "@testio/store";
import { isProcessAlive, processIncarnation } from "../locking/process-identity.js";
import { BACKGROUND_ACTIVITIES, type BackgroundState } from "./types.js";

/** Leaves the state in the database, where other processes find it. */
export async function writeBackgroundState(store: Store, state: BackgroundState): Promise<void> {
  const incarnation = await processIncarnation(state.pid);
  const text = JSON.stringify({ ...state, incarnation });
  await store.write(async (tx) => {
    // What ends has nothing to say any more once another server has taken its place.
    if (state.activity === "stopped" && !isOf(state, await store.getMetadata(BACKGROUND_SYNC_KEY))) return;
    await tx.setMetadata(BACKGROUND_SYNC_KEY, text);
  });
}

/**
 * What the background sync of a server on this database is up to, or was last; null when there never was one. `stopped` when
 * its process is gone, however it ended. When several servers share a database, it is the one that did something last.
 */
export async function readBackgroundState(store: Pick<StoreReader, "getMetadata">): Promise<BackgroundState | null> {
  const text = await store.getMetadata(BACKGROUND_SYNC_KEY);
  const stored = text === null ? null : parse(text);
  if (stored === null) return null;
  const { state, incarnation } = stored;
  return (await isGone(state, incarnation)) ? { ...state, activity: "stopped", nextAt: null } : state;
}

/** A process of another host cannot be looked at: it is taken at its word. */
async function isGone({ pid, host }: BackgroundState, incarnation: string | null): Promise<boolean> {
  if (host !== hostname()) return false;
  if (!(await isProcessAlive(pid))) return true;
  const current = incarnation === null ? null : await processIncarnation(pid);
  return current !== null && current !== incarnation;
}

function isOf({ pid, host, startedAt }: BackgroundState, text: string | null): boolean {
  const state = text === null ? undefined : parse(text)?.state;
  return state?.pid === pid && state.host === host && state.startedAt.getTime() === startedAt.getTime();
}

/** Null for what no version of this program can have written; parts that are missing or unknown are left out. */
function parse(text: string): { state: BackgroundState; incarnation: string | null } | null {
  const value = fieldsOf(parseJson(text));
  const pid = wholeNumber(value.pid);
  const host = string(value.host);
  const startedAt = date(value.startedAt);
  const activity = BACKGROUND_ACTIVITIES.find((known) => known === value.activity);
  if (host === null || startedAt === null || activity === undefined) return null;
  // Ids below 1 name groups of processes, which always exist.
  if (pid === null || pid < 1) return null;
  const state: BackgroundState = {
    pid,
    host,
    startedAt,
    intervalSeconds: wholeNumber(value.intervalSeconds) ?? 0,
    activity,
    nextAt: date(value.nextAt),
    recentFailures: Array.isArray(value.recentFailures) ? value.recentFailures.flatMap((at) => date(at) ?? []) : [],
    breaker: breaker(fieldsOf(value.breaker)),
    last: last(fieldsOf(value.last)),
  };
  return { state, incarnation: string(value.incarnation) };
}

function breaker(value: Fields): BackgroundState["breaker"] {
  const openedAt = date(value.openedAt);
  const until = date(value.until);
  return openedAt === null || until === null ? null : { openedAt, until, reason: string(value.reason) ?? "" };
}

function last(value: Fields): BackgroundState["last"] {
  const at = date(value.at);
  const status = value.status === "skipped" ? "skipped" : SYNC_STATUSES.find((known) => known === value.status);
  if (at === null || status === undefined || status === "running" || status === "interrupted") return null;
  return { status, at, reason: string(value.reason) };
}

type Fields = Readonly<Record<string, unknown>>;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function fieldsOf(value: unknown): Fields {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function string(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

function wholeNumber(value: unknown): number | null {
  return typeof value === "number" && Number.isSafeInteger(value) ? value : null;
}

function date(value: unknown): Date | null {
  const moment = typeof value === "string" ? new Date(value) : null;
  return moment === null || Number.isNaN(moment.getTime()) ? null : moment;
}
