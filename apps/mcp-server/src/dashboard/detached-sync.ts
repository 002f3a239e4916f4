import { callTool } from "../call-tool.js";
import type { ServerContext } from "../context/server-context.js";
import { syncDataTool } from "../tools/sync-data.js";

/** Syncs that the dashboard was asked for. They go on when the page is closed. */
export interface DetachedSync {
  /** Starts one, unless the last one asked for is still under way. */
  start(): void;
  isUnderWay(): boolean;
  /** Why the last one asked for did not do its work, and since when that is known; null when it did, or is at it. */
  failed(): { at: Date; why: string } | null;
  /** Resolves when none is under way. */
  settled(): Promise<void>;
}

export function detachedSync(context: ServerContext): DetachedSync {
  let underWay: Promise<void> | null = null;
  let failed: { at: Date; why: string } | null = null;
  async function run(): Promise<void> {
    const outcome = await callTool(syncDataTool, context, {
      args: {},
      // It ends with the server: every call does.
      signal: new AbortController().signal,
      reportProgress: () => undefined,
      via: "rest",
    });
    failed = outcome.ok ? null : { at: context.now(), why: `${outcome.error.what} ${outcome.error.why}` };
    underWay = null;
  }
  return {
    start() {
      if (underWay !== null) return;
      failed = null;
      underWay = run();
    },
    isUnderWay: () => underWay !== null,
    failed: () => failed,
    async settled() {
      await underWay;
    },
  };
}
