// @ts-check
/**
 * The public interface of every library as a text in docs/api/, so that a change of it is seen in review.
 *
 *   node scripts/api-reports.mjs           compares with what is built; exit code 1 when an interface changed
 *   node scripts/api-reports.mjs --write   writes the reports anew (`npm run api` builds first)
 */
import { mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join, relative } from "node:path";
import { ConsoleMessageId, Extractor, ExtractorConfig } from "@microsoft/api-extractor";
import { workspacePackages, workspaceRoot } from "./workspace.mjs";

const root = workspaceRoot(import.meta.dirname);
const write = process.argv.includes("--write");
const reports = join(root, "docs/api");

/**
 * Every entry point of every library that has declarations. The command line is a program: its interface is its commands.
 * @returns {Promise<{ name: string, directory: string, declarations: string }[]>}
 */
async function entryPoints() {
  const libraries = workspacePackages(root).filter(({ name, published }) => published && name !== "testio-mcp");
  const found = await Promise.all(
    libraries.map(async ({ directory }) => {
      const manifest = JSON.parse(await readFile(join(directory, "package.json"), "utf8"));
      return Object.entries(manifest.exports).flatMap(([path, target]) =>
        target.types === undefined
          ? []
          : { name: join(basename(directory), path).replaceAll("/", "-"), directory, declarations: target.types },
      );
    }),
  );
  return found.flat();
}

/**
 * @param {Awaited<ReturnType<typeof entryPoints>>[number]} entry
 * @param {string} temporary
 * @returns {string[]} What is wrong, a sentence each.
 */
function report({ name, directory, declarations }, temporary) {
  const config = ExtractorConfig.prepare({
    configObject: {
      projectFolder: directory,
      mainEntryPointFilePath: join(directory, declarations),
      compiler: { overrideTsconfig: { extends: join(root, "tsconfig.base.json"), files: [declarations] } },
      apiReport: {
        enabled: true,
        reportFileName: `${name}.api.md`,
        reportFolder: reports,
        reportTempFolder: temporary,
        // A type that is only used by exported ones is as public as they are.
        includeForgottenExports: true,
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      newlineKind: "lf",
    },
    configObjectFullPath: join(directory, "api-extractor.json"),
    packageJsonFullPath: join(directory, "package.json"),
  });
  /** @type {string[]} */
  const problems = [];
  const { apiReportChanged } = Extractor.invoke(config, {
    localBuild: write,
    printApiReportDiff: true,
    messageCallback(message) {
      message.handled = true;
      if (message.messageId === ConsoleMessageId.ApiReportDiff && !write) problems.push(message.text);
      if (message.logLevel === "error" && message.category !== "console") problems.push(`${name}: ${message.text}`);
    },
  });
  if (apiReportChanged && !write)
    problems.push(`The public interface of ${name} is not the one in docs/api/${name}.api.md.`);
  return problems;
}

/**
 * Reports of entry points that are no more.
 * @param {Set<string>} names
 */
async function leftOver(names) {
  const files = (await readdir(reports)).filter((file) => file.endsWith(".api.md"));
  return files.filter((file) => !names.has(basename(file, ".api.md"))).map((file) => join(reports, file));
}

const temporary = await mkdtemp(join(tmpdir(), "api-reports-"));
try {
  await mkdir(reports, { recursive: true });
  const entries = await entryPoints();
  const problems = entries.flatMap((entry) => report(entry, temporary));
  for (const file of await leftOver(new Set(entries.map(({ name }) => name)))) {
    if (write) await rm(file);
    else problems.push(`${relative(root, file)} describes an entry point that does not exist.`);
  }
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) {
    console.error("\nIf that is meant, run `npm run api`, look at what it changed in docs/api/, and commit it.");
    process.exitCode = 1;
  } else {
    console.log(`${entries.length} interfaces: ${write ? "written" : "as reported"}`);
  }
} finally {
  await rm(temporary, { recursive: true, force: true });
}
