import { connect } from "./every-tool.js";
import { said } from "./said.js";
import { CLI, type Environment, type Sandbox, SERVER } from "./sandbox.js";

/** A program that was told to sync. */
interface Syncing {
  /** Resolves with its words once it says that it waits for somebody else's sync; never if it need not. */
  waits: Promise<string>;
  /** How it ended: null when it succeeded, else its words. */
  ends: Promise<{ failure: string | null; testsDiscovered: number }>;
}

/** A kind of program that syncs. */
export type Syncer = (sandbox: Sandbox, extra?: Environment) => Promise<Syncing>;

/** The servers' own syncs would come between. */
export const NO_BACKGROUND = { TESTIO_REFRESH_INTERVAL_SECONDS: "0" };

/** `testio-mcp sync`. */
export const cli: Syncer = async ({ start }, extra) => {
  const { child, finished } = start(["sync", "--json", "--verbose"], extra);
  const waits = said(child, /^Waiting .*\)/m);
  // Most of them never have to.
  waits.catch(() => undefined);
  return {
    waits,
    ends: finished.then(({ code, stdout, stderr }) =>
      code === 0
        ? { failure: null, testsDiscovered: JSON.parse(stdout).tests_discovered }
        : { failure: `${code}: ${stderr}`, testsDiscovered: 0 },
    ),
  };
};

/** The tool `sync_data` of a server that was started with `args`. */
function server(args: readonly string[]): Syncer {
  return async ({ home, env }, extra) => {
    const { client } = await connect(args, { ...env, ...NO_BACKGROUND, ...extra }, home);
    const waits = Promise.withResolvers<string>();
    const onprogress = ({ message = "" }: { message?: string | undefined }) => {
      if (message.startsWith("Waiting")) waits.resolve(message);
    };
    const call = client.callTool({ name: "sync_data", arguments: {} }, undefined, { onprogress });
    const ends = call.then(({ isError, content, structuredContent }) => ({
      failure: isError === true ? JSON.stringify(content) : null,
      testsDiscovered: Number((structuredContent as { tests_discovered: number }).tests_discovered),
    }));
    return { waits: waits.promise, ends: ends.finally(() => client.close()) };
  };
}

/** `testio-mcp serve`. */
export const serve = server([CLI, "serve"]);
/** `testio-mcp-server`. */
export const standalone = server([SERVER]);
