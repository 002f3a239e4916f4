import { defineConfig } from "vitest/config";

/** `npm run test:shells`: apart from the other tests, since it needs zsh and fish on the machine. */
export default defineConfig({
  test: { name: "shells", include: ["apps/cli/test/shells/*.test.ts"], environment: "node" },
});
