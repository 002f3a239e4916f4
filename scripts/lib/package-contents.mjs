// @ts-check
import { readFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * Everything a published package may consist of. A list of what is allowed also keeps out what nobody thought of:
 * settings with a token in them, tests, build caches, source maps (as large as the code, which is published unminified).
 */
const allowed = [
  /^(?:package\.json|README\.md|LICENSE)$/,
  /^bin\/[\w-]+\.js$/,
  /^dist\/(?:[\w.-]+\/)*[\w.-]+\.(?:js|d\.ts|css|svg|png|html|woff2)$/,
  // What comes from others keeps its licence beside it.
  /^dist\/(?:[\w.-]+\/)+(?:LICENSE|NOTICE)$/,
  /^prisma\/migrations\/(?:\w+\/migration\.sql|migration_lock\.toml)$/,
];
const forbidden = /(?:^|\/)(?:\.|tests?\/|__tests__\/|fixtures?\/|node_modules\/)|\.(?:test|spec|config)\./;
const required = ["package.json", "README.md", "LICENSE"];

/**
 * @param {readonly string[]} files Paths inside of a packed package.
 * @returns {string[]} What is wrong with them, a sentence each.
 */
export function contentProblems(files) {
  const missing = required.filter((file) => !files.includes(file)).map((file) => `${file} is missing.`);
  const surplus = files
    .filter((file) => forbidden.test(file) || !allowed.some((pattern) => pattern.test(file)))
    .map((file) => `${file} does not belong into a package (scripts/lib/package-contents.mjs says what does).`);
  return [...missing, ...surplus];
}

/**
 * Types that a user's compiler would not find: from packages which are bundled here, or only there for development.
 * @param {string} directory Of the package.
 * @param {readonly string[]} files Paths inside of it.
 * @returns {Promise<string[]>}
 */
export async function declarationProblems(directory, files) {
  const { name, dependencies } = JSON.parse(await readFile(join(directory, "package.json"), "utf8"));
  const declarations = files.filter((file) => file.endsWith(".d.ts"));
  const found = await Promise.all(
    declarations.map(async (file) => {
      const text = await readFile(join(directory, file), "utf8");
      const imported = [...text.matchAll(/(?:from|import\() ?["']((?:@[^/"']+\/)?[^./"'][^/"']*)/g)].map(
        ([, of = ""]) => of,
      );
      const unknown = new Set(imported.filter((of) => !of.startsWith("node:") && dependencies?.[of] === undefined));
      return [...unknown].map((of) => `${file} needs types of ${of}, which is no dependency of ${name}.`);
    }),
  );
  return found.flat();
}
