import { basename, delimiter, dirname, join, sep } from "node:path";

/** How a client starts the server. */
export interface Launch {
  command: string;
  args: string[];
  env?: Record<string, string>;
}

/** What is known about the program that is running. */
export interface RunningProgram {
  /** The absolute path of Node, without links. */
  node: string;
  /** The absolute path of `bin/testio-mcp.js`, without links. */
  script: string;
  /** The search path of the shell. */
  path: string;
  platform: NodeJS.Platform;
  /** The path without links, or null when there is nothing there. */
  resolve: (path: string) => string | null;
}

const NPX_CACHE = `${sep}_npx${sep}`;
const INSTALLED = `${sep}node_modules${sep}testio-mcp${sep}`;
/** Directories of one shell or one project: gone when it is. */
const PASSING = /fnm_multishells|[\\/]node_modules[\\/]\.bin[\\/]?$/;

/** What everybody's machine can start: for files that are shared. */
export const PORTABLE_LAUNCH: Launch = { command: "npx", args: ["-y", "testio-mcp", "serve"] };

/**
 * The command that starts this very program again from an application with a window, which knows little of the search path
 * of a shell: so absolute paths, both of Node and of the script. Only what runs from npx's cache, which is emptied now and then,
 * is started through npx, with the search path that it needs.
 */
export function launchOf(program: RunningProgram): Launch {
  const node = lastingNode(program);
  if (!program.script.includes(NPX_CACHE)) return { command: node, args: [program.script, "serve"] };
  if (program.platform === "win32") return PORTABLE_LAUNCH;
  const directory = dirname(node);
  return {
    command: join(directory, "npx"),
    args: PORTABLE_LAUNCH.args,
    env: { PATH: [...new Set([directory, "/usr/local/bin", "/usr/bin", "/bin"])].join(delimiter) },
  };
}

/** Whether the program was installed as a package, so that others can get it by its name. */
export function isInstalled({ script }: RunningProgram): boolean {
  return script.includes(INSTALLED);
}

/**
 * Node by a path that outlives its next update: Homebrew keeps each version in a directory of its own and has a link in the
 * search path that always leads to the present one.
 */
function lastingNode({ node, path, resolve }: RunningProgram): string {
  const candidates = path
    .split(delimiter)
    .filter((directory) => directory !== "" && !PASSING.test(directory))
    .map((directory) => join(directory, basename(node)));
  return candidates.find((candidate) => resolve(candidate) === node) ?? node;
}

/**
 * A command line as people write it, in words; quotation marks keep spaces together.
 *
 * @returns null when there is none in it, or a quotation mark is left open.
 */
export function launchFromWords(text: string): Launch | null {
  const word = /\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))(?=\s|$)\s*/y;
  const words: string[] = [];
  while (word.lastIndex < text.length) {
    const found = word.exec(text);
    if (found === null) return null;
    words.push(found[1] ?? found[2] ?? found[3] ?? "");
  }
  const [command, ...args] = words;
  return command ? { command, args } : null;
}
