// @ts-check
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * @typedef {Record<string, number>} Sizes What was measured, or may be at most: kilobytes (1,000 bytes) and counts, by name.
 * @typedef {Record<string, Sizes>} Budget By what was measured: the name of a package, {@link INSTALL}, {@link BUNDLE}.
 */

/** All that is downloaded for the program, unpacked. */
export const INSTALL = "npx testio-mcp";
export const BUNDLE = ".mcpb bundle";

const renewal = "If it has to be that large, renew the budget with `npm run release:budget` and say why in the commit.";
/** Room to grow until somebody has to look: a release of fixes should fit, a new dependency should not. */
const headroom = 1.1;

/** @param {string} root */
const fileIn = (root) => join(root, "scripts/package-budget.json");

/**
 * @param {string} root
 * @returns {Promise<Budget>}
 */
export async function readBudget(root) {
  return JSON.parse(await readFile(fileIn(root), "utf8"));
}

/**
 * Writes what was measured, and a tenth more, as the new budget.
 * @param {string} root
 * @param {Budget} measured
 */
export async function renewBudget(root, measured) {
  const budget = Object.entries(measured).map(([name, sizes]) => [
    name,
    Object.fromEntries(Object.entries(sizes).map(([what, value]) => [what, Math.ceil(value * headroom)])),
  ]);
  await writeFile(fileIn(root), `${JSON.stringify(Object.fromEntries(budget), null, 2)}\n`);
}

/**
 * @param {Budget} budget
 * @param {string} name
 * @param {Sizes} sizes
 * @returns {string[]} What is larger than the budget allows, a sentence each.
 */
export function budgetProblems(budget, name, sizes) {
  return Object.entries(sizes).flatMap(([what, value]) => {
    const most = budget[name]?.[what];
    if (most === undefined) return [`${name} has no budget for "${what}". ${renewal}`];
    return value > most ? [`${name}: ${what} ${value} is over the budget of ${most}. ${renewal}`] : [];
  });
}

/** @param {number} bytes */
export const kilobytes = (bytes) => Math.round(bytes / 1000);
