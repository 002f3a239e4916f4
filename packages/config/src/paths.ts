import { join, relative, resolve, sep } from "node:path";

export interface Places {
  homeDir: string;
  cwd: string;
}

/** The absolute form of a path as people write it: `~` is the home directory, relative paths start at `cwd`. */
export function absolutePath(path: string, { homeDir, cwd }: Places): string {
  if (path === "~") return homeDir;
  if (/^~[/\\]/.test(path)) return join(homeDir, path.slice(2));
  return resolve(cwd, path);
}

/** A path as it is shown to people: short, and without the user's name where possible. */
export function displayPath(path: string, homeDir: string): string {
  const inHome = relative(homeDir, path);
  return inHome !== "" && !inHome.startsWith("..") && resolve(homeDir, inHome) === path ? `~${sep}${inHome}` : path;
}
