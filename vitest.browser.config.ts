import { defineConfig } from "vitest/config";

/** `npm run test:browser`: apart from the other tests, since it needs a browser on the machine. */
export default defineConfig({
  test: {
    name: "browser",
    include: ["test/browser/*.test.ts", ...(process.env.SCREENSHOTS ? ["test/browser/*.shots.ts"] : [])],
    environment: "node",
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Each file has a server and a browser of its own.
    maxWorkers: 2,
  },
});
