import { posix, win32 } from "node:path";

/** The clients that `connect` knows. */
export const CLIENT_NAMES = ["claude-desktop", "claude-code", "cursor", "vscode"] as const;
export type ClientName = (typeof CLIENT_NAMES)[number];

/** Where a client runs, as far as the place of its file depends on it. */
export interface Surroundings {
  platform: NodeJS.Platform;
  homeDir: string;
  cwd: string;
  env: Readonly<Record<string, string | undefined>>;
  /** Names in a directory; empty when there is none. */
  namesIn: (directory: string) => readonly string[];
}

/** A program that starts MCP servers, and the file that tells it which. */
export interface Client {
  title: string;
  /** The object in its file that holds the servers by name. */
  section: "mcpServers" | "servers";
  /** Whether an entry says `"type": "stdio"`. */
  saysType: boolean;
  /** Whether the program reads comments and trailing commas in its file. */
  allowsComments: boolean;
  /** Its file for all projects. */
  file: (around: Surroundings) => string;
  /** Its file inside one project; null when it has none. */
  projectFile: readonly string[] | null;
  /** What makes it read its file again. */
  afterwards: string;
}

const MSIX_PACKAGE = /^Claude_[a-z0-9]+$/;

/** Sources: modelcontextprotocol.io (Claude Desktop), code.claude.com, cursor.com, code.visualstudio.com, as of November 2026. */
export const CLIENTS: Readonly<Record<ClientName, Client>> = {
  "claude-desktop": {
    title: "Claude Desktop",
    section: "mcpServers",
    saysType: false,
    allowsComments: false,
    file: (around) => join(around, claudeDirectory(around), "claude_desktop_config.json"),
    projectFile: null,
    afterwards: "Quit Claude Desktop (not only its window) and start it again.",
  },
  "claude-code": {
    title: "Claude Code",
    section: "mcpServers",
    saysType: true,
    allowsComments: false,
    file: (around) => join(around, around.env.CLAUDE_CONFIG_DIR || around.homeDir, ".claude.json"),
    projectFile: [".mcp.json"],
    afterwards: "Start a new session of Claude Code; /mcp shows whether it is connected.",
  },
  cursor: {
    title: "Cursor",
    section: "mcpServers",
    saysType: true,
    allowsComments: true,
    file: (around) => join(around, around.homeDir, ".cursor", "mcp.json"),
    projectFile: [".cursor", "mcp.json"],
    afterwards: "Restart Cursor, and see that testio is switched on in its settings for MCP.",
  },
  vscode: {
    title: "VS Code",
    section: "servers",
    saysType: true,
    allowsComments: true,
    file: (around) => join(around, applicationData(around), "Code", "User", "mcp.json"),
    projectFile: [".vscode", "mcp.json"],
    afterwards: "Run “MCP: List Servers” in VS Code and start testio; it asks once whether you trust it.",
  },
};

/** The file of a client: for all projects, or inside the current directory. */
export function clientFile(client: Client, around: Surroundings, inProject: boolean): string | null {
  if (!inProject) return client.file(around);
  return client.projectFile === null ? null : join(around, around.cwd, ...client.projectFile);
}

function join({ platform }: Surroundings, ...parts: string[]): string {
  return (platform === "win32" ? win32 : posix).join(...parts);
}

/** Where programs with a window keep what is theirs. */
function applicationData(around: Surroundings): string {
  const { platform, homeDir, env } = around;
  if (platform === "win32") return env.APPDATA || join(around, homeDir, "AppData", "Roaming");
  if (platform === "darwin") return join(around, homeDir, "Library", "Application Support");
  return env.XDG_CONFIG_HOME || join(around, homeDir, ".config");
}

/**
 * Claude Desktop for Windows comes as an MSIX package since 2026; Windows then shows it a directory of its own in the place
 * of `%APPDATA%` (https://github.com/anthropics/claude-code/issues/26073).
 */
function claudeDirectory(around: Surroundings): string {
  const { platform, homeDir, env, namesIn } = around;
  const usual = join(around, applicationData(around), "Claude");
  if (platform !== "win32") return usual;
  const packages = join(around, env.LOCALAPPDATA || join(around, homeDir, "AppData", "Local"), "Packages");
  const name = namesIn(packages).find((candidate) => MSIX_PACKAGE.test(candidate));
  return name === undefined ? usual : join(around, packages, name, "LocalCache", "Roaming", "Claude");
}
