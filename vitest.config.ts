import { configDefaults, defineConfig } from "vitest/config";

const layers = {
  "api-client": "packages/api-client",
  store: "packages/store",
  "sync-core": "packages/sync-core",
  insights: "packages/insights",
  config: "packages/config",
  simulator: "packages/simulator",
  "mcp-server": "apps/mcp-server",
  cli: "apps/cli",
};

const projects = { ...layers, workspace: "." };

/**
 * AsyncLocalStorage the way Node 24 has it, which knows the option no more: with Node 22's own, the random histories of syncs
 * take half as long again.
 */
const execArgv = process.versions.node.startsWith("22.") ? ["--experimental-async-context-frame"] : [];

export default defineConfig({
  test: {
    // Vitest keeps one core to itself, which on two cores leaves one worker; most tests wait for other processes anyway.
    maxWorkers: 2,
    projects: Object.entries(projects).map(([name, root]) => ({
      extends: true,
      root,
      test: {
        name,
        include: ["test/**/*.test.ts"],
        // In need of a browser, and of zsh and fish: `npm run test:browser`, `npm run test:shells`.
        exclude: [...configDefaults.exclude, "test/browser/**", "test/shells/**"],
        environment: "node",
        testTimeout: 30_000,
        hookTimeout: 30_000,
        ...(name === "sync-core" ? { execArgv } : {}),
      },
    })),
    coverage: {
      provider: "v8",
      include: ["packages/*/src/**/*.ts", "apps/*/src/**/*.ts"],
      exclude: ["**/generated/**"],
      reporter: ["text-summary", "json-summary"],
      thresholds: Object.fromEntries(Object.values(layers).map((root) => [`${root}/src/**/*.ts`, { lines: 85 }])),
    },
  },
});
