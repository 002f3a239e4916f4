/**
 * Who may import whom. Cruised over every `src` and `test`; `tsconfig.layers.json` makes `@testio/store` in an
 * import mean `packages/store/src/index.ts`, so nothing has to be built.
 */

/** Layer -> the layers its `src` may import. Whatever is not named here is forbidden. */
const mayImport = {
  "packages/api-client": [],
  "packages/store": [],
  "packages/config": [],
  "packages/simulator": [],
  "packages/sync-core": ["packages/api-client", "packages/store"],
  "packages/insights": ["packages/store"],
  "apps/mcp-server": [
    "packages/api-client",
    "packages/config",
    "packages/insights",
    "packages/store",
    "packages/sync-core",
  ],
  "apps/cli": [
    "apps/mcp-server",
    "packages/api-client",
    "packages/config",
    "packages/insights",
    "packages/store",
    "packages/sync-core",
  ],
};

/** What only the tests of a layer may import as well: the golden database of insights is made by a real sync. */
const testsMayImport = {
  "packages/insights": ["packages/api-client", "packages/sync-core"],
};

/** What a package exports besides its index: an entry of its own in its package.json. */
const FURTHER_ENTRIES = ["^packages/insights/src/(html|csv)\\.ts$"];

const anyLayer = "^(packages|apps)/[^/]+/";
const nameOf = (layer) => layer.slice(layer.indexOf("/") + 1);
const insideOf = (layers) => layers.map((layer) => `^${layer}/`);

function layerRules([layer, allowed]) {
  const name = nameOf(layer);
  const list = allowed.map(nameOf).join(", ") || "none of ours";
  const inTests = [...allowed, ...(testsMayImport[layer] ?? [])];
  // Types cost nothing at run time, so the simulator may describe its answers with other packages' types.
  const typesExempt = name === "simulator" ? { dependencyTypesNot: ["type-only"] } : {};
  return [
    {
      name: `${name}-imports-only-its-layers`,
      comment: `${name} may import: ${list}.`,
      severity: "error",
      from: { path: `^${layer}/src/` },
      to: { path: anyLayer, pathNot: insideOf([layer, ...allowed]), ...typesExempt },
    },
    {
      name: `${name}-tests-import-only-its-layers`,
      comment: `Tests of ${name} may import, besides ${name} itself: simulator, ${inTests.map(nameOf).join(", ") || "none of ours"}.`,
      severity: "error",
      from: { path: `^${layer}/test/` },
      to: { path: anyLayer, pathNot: insideOf([layer, "packages/simulator", ...inTests]), ...typesExempt },
    },
  ];
}

export default {
  forbidden: [
    ...Object.entries(mayImport).flatMap(layerRules),
    {
      name: "examples-import-libraries",
      comment: "The examples show what anybody can do with the libraries, by their names.",
      severity: "error",
      from: { path: "^examples/src/" },
      to: { path: anyLayer, pathNot: "^packages/[^/]+/src/index\\.ts$" },
    },
    {
      name: "nobody-imports-examples",
      comment: "They are not published.",
      severity: "error",
      from: { path: anyLayer },
      to: { path: "^examples/" },
    },
    {
      name: "unknown-layer",
      comment: "A new package or app needs an entry in mayImport.",
      severity: "error",
      from: { path: anyLayer, pathNot: insideOf(Object.keys(mayImport)) },
      to: {},
    },
    {
      name: "no-package-internals",
      comment: "Import a package by its name and from an entry it exports; what is behind it may change.",
      severity: "error",
      from: { path: "^((?:packages|apps)/[^/]+)/" },
      to: { path: anyLayer, pathNot: ["^$1/", "^(packages|apps)/[^/]+/src/index\\.ts$", ...FURTHER_ENTRIES] },
    },
    {
      name: "no-path-into-another-package",
      comment: "Import another package by its name, not by a path.",
      severity: "error",
      from: { path: "^((?:packages|apps)/[^/]+)/" },
      to: { path: anyLayer, pathNot: "^$1/", dependencyTypesNot: ["aliased-tsconfig-paths"] },
    },
    {
      name: "no-cycles",
      comment: "Move what both sides need into a file of its own.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "src-imports-no-test",
      comment: "Code that is published must not need test code.",
      severity: "error",
      from: { path: "^(packages|apps)/[^/]+/src/" },
      to: { path: "^(packages|apps)/[^/]+/test/" },
    },
    {
      name: "mcp-sdk-stays-in-protocol",
      comment: "Only apps/mcp-server/src/protocol may know the MCP SDK, so that its successor can replace it.",
      severity: "error",
      from: { path: "^(packages|apps)/[^/]+/src/", pathNot: "^apps/mcp-server/src/protocol/" },
      to: { path: "(^|/)@modelcontextprotocol/" },
    },
    {
      name: "sqlite-stays-in-store-sqlite",
      comment:
        "Only packages/store/src/sqlite may know the SQLite driver, so that another database can stand beside it.",
      severity: "error",
      from: { path: "^(packages|apps)/[^/]+/src/", pathNot: "^packages/store/src/sqlite/" },
      to: { path: "(^|/)(better-sqlite3|@prisma/adapter-better-sqlite3)(/|$)|^node:sqlite$|^sqlite$" },
    },
    {
      name: "prisma-stays-in-store",
      comment: "Only packages/store may know Prisma; its public types are ours.",
      severity: "error",
      from: { path: anyLayer, pathNot: "^packages/store/" },
      to: { path: "(^|/)@?prisma/" },
    },
    {
      name: "no-unresolvable",
      comment: "This import leads nowhere: it is not declared, not exported or misspelt.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.layers.json" },
    doNotFollow: { path: ["node_modules", "^packages/[^/]+/dist/", "^apps/[^/]+/dist/"] },
    exclude: { path: "^packages/store/src/generated/" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "types", "node", "default"],
      mainFields: ["main", "types"],
    },
    builtInModules: { add: ["node:sqlite"] },
  },
};
