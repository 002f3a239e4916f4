// @ts-check
import { spawn } from "node:child_process";
import { join } from "node:path";
import { text } from "node:stream/consumers";

/**
 * A page as the formatter would leave it, so that a check compares the same with the same.
 * @param {string} root of the workspace
 * @param {string} path of the page, which tells its language
 * @param {string} page
 */
export async function formatted(root, path, page) {
  const child = spawn(join(root, "node_modules/.bin/biome"), ["format", `--stdin-file-path=${path}`], {
    cwd: root,
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ended = new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  child.stdin.end(page);
  const output = await text(child.stdout);
  const code = await ended;
  if (code !== 0) throw new Error(`biome ended with ${code} while formatting ${path}`);
  return output;
}
