import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadSettings, SettingsError, type SettingsInput } from "../src/index.js";
import { TOKEN, workspace } from "./workspace.js";

function problemsOf(input: SettingsInput): readonly string[] {
  try {
    loadSettings(input);
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
  return [];
}

const wrongValues: [variable: string, value: string, allowed: string][] = [
  ["TESTIO_PAGE_SIZE", "0", "a whole number from 1 to 500"],
  ["TESTIO_PAGE_SIZE", "501", "a whole number from 1 to 500"],
  ["TESTIO_PAGE_SIZE", "1e2", "a whole number from 1 to 500"],
  ["TESTIO_CUSTOMER_ID", "-1", "a whole number from 1 to 16777215,"],
  ["TESTIO_CUSTOMER_ID", "99999999999999999999", "a whole number from 1 to 16777215,"],
  ["TESTIO_REFRESH_INTERVAL_SECONDS", "2147484", "a whole number from 0 to 2147483"],
  ["TESTIO_REFRESH_INTERVAL_SECONDS", "15m", "a whole number from 0 to 2147483"],
  ["TESTIO_FORCE_INITIAL_SYNC", "always", "true or false"],
  ["TESTIO_SYNC_BUGS", "2", "true or false"],
  ["CACHE_TTL_SECONDS", "59", "a whole number from 60 to 86400"],
  ["CACHE_TTL_SECONDS", "86401", "a whole number from 60 to 86400"],
  ["TESTIO_SWEEP_INTERVAL_SECONDS", "-1", "a whole number from 0 to 31536000"],
  ["MAX_CONCURRENT_API_REQUESTS", "51", "a whole number from 1 to 50"],
  ["HTTP_TIMEOUT_SECONDS", "301", "a whole number from 1 to 300"],
  ["TESTIO_ENABLE_LOCAL_STORE", "maybe", "true or false"],
  ["LOG_LEVEL", "loud", "one of debug, info, warn, error"],
  ["LOG_FORMAT", "xml", "one of json, text"],
  ["TESTIO_PRODUCT_IDS", "598;1024", "ids, as in 598,1024"],
  ["TESTIO_PRODUCT_IDS", "[598, 0]", "ids, as in 598,1024"],
  ["TESTIO_PRODUCT_IDS", "[598", "ids, as in 598,1024"],
  ["ENABLED_TOOLS", "List Bugs", "tool names"],
  ["TESTIO_TRANSPORT", "tcp", "one of stdio, http"],
  ["TESTIO_HTTP_PORT", "65536", "a whole number from 0 to 65535"],
  ["TESTIO_HTTP_API_MODE", "graphql", "one of hybrid, mcp, rest"],
  ["TESTIO_HTTP_ALLOWED_HOSTS", "example.com:8080", "host names without port"],
  ["PLAYBOOK_REVIEW_WARNING", "80%", "a share from 0 to 1"],
  ["PLAYBOOK_REJECTION_CRITICAL", "1.01", "a share from 0 to 1"],
  ["TESTIO_CUSTOMER_API_BASE_URL", "api.test.io", "an http or https URL"],
  ["TESTIO_CUSTOMER_API_BASE_URL", "ftp://api.test.io", "an http or https URL"],
  ["TESTIO_CUSTOMER_API_BASE_URL", "https://api.test.io/?a=1", "an http or https URL"],
];

describe("wrong settings", () => {
  it.each(wrongValues)("says what %s=%s should be", (variable, value, allowed) => {
    const { input } = workspace();
    const problems = problemsOf({ ...input, env: { [variable]: value } });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(`${variable} must be ${allowed}`);
    expect(problems[0]).toContain(`but it is ${JSON.stringify(value)}; it was set in the environment.`);
  });

  it("names the flag, the file or the environment a value was taken from, and lists all problems at once", () => {
    const { input, homeDir, cwd } = workspace();
    writeFileSync(join(homeDir, ".testio-mcp.env"), "TESTIO_MAX_PAGES=x\n");
    writeFileSync(join(cwd, "named.env"), "HTTP_TIMEOUT_SECONDS=x\n");
    const problems = problemsOf({
      ...input,
      envFile: "named.env",
      env: { FEATURE_CACHE_TTL_SECONDS: "x" },
      flags: { refreshIntervalSeconds: "x", connectionPoolSize: "x" },
    });
    expect(problems).toEqual([
      expect.stringMatching(/^--refresh-interval must be .* set on the command line\.$/),
      expect.stringMatching(/^TESTIO_MAX_PAGES must be .* set in ~\/\.testio-mcp\.env\.$/),
      expect.stringMatching(/^FEATURE_CACHE_TTL_SECONDS must be .* set in the environment\.$/),
      expect.stringMatching(/^--connection-pool-size must be .* set on the command line\.$/),
      expect.stringContaining(join(cwd, "named.env")),
    ]);
  });

  it.each(["two words", `Token ${TOKEN}`, `${TOKEN}\n${TOKEN}`, "abc\u0007def", "abc\u200bdef"])(
    "refuses the token %j without showing it",
    (token) => {
      const { input } = workspace();
      const [problem = "", ...more] = problemsOf({ ...input, env: { TESTIO_CUSTOMER_API_TOKEN: token } });
      expect(more).toEqual([]);
      expect(problem).toMatch(/^TESTIO_CUSTOMER_API_TOKEN must be the token alone.*its value is not shown/);
      for (const part of token.match(/\w{3,}/g) ?? []) expect(problem.replace('"Token"', "")).not.toContain(part);
    },
  );

  it("does not show the token where it was put into another variable, nor a password in a URL", () => {
    const { input } = workspace();
    const problems = problemsOf({
      ...input,
      env: {
        TESTIO_CUSTOMER_API_TOKEN: `'${TOKEN}'`,
        TESTIO_CUSTOMER_ID: TOKEN,
        TESTIO_CUSTOMER_API_BASE_URL: "https://me:hunter2@api.test.io",
      },
    });
    expect(problems).toHaveLength(2);
    expect(problems.join()).not.toContain(TOKEN);
    expect(problems.join()).not.toContain("hunter2");
  });

  it("shortens long values", () => {
    const { input } = workspace();
    const [problem = ""] = problemsOf({ ...input, env: { TESTIO_PAGE_SIZE: "9".repeat(500) } });
    expect(problem.length).toBeLessThan(200);
  });

  it("refuses ENABLED_TOOLS together with DISABLED_TOOLS", () => {
    const { input, homeDir } = workspace();
    writeFileSync(join(homeDir, ".testio-mcp.env"), "DISABLED_TOOLS=search\n");
    expect(problemsOf({ ...input, env: { ENABLED_TOOLS: "list_bugs" } })).toEqual([
      "ENABLED_TOOLS (set in the environment) and DISABLED_TOOLS (set in ~/.testio-mcp.env) exclude each other: keep one of them.",
    ]);
  });

  it.each([
    ["PLAYBOOK_REJECTION_WARNING", "0.36", "must not be above PLAYBOOK_REJECTION_CRITICAL (0.35)"],
    ["PLAYBOOK_AUTO_ACCEPTANCE_CRITICAL", "0.1", "must not be above PLAYBOOK_AUTO_ACCEPTANCE_CRITICAL (0.1)"],
    ["PLAYBOOK_REVIEW_WARNING", "0.5", "must not be below PLAYBOOK_REVIEW_CRITICAL (0.6)"],
  ])("refuses %s=%s, which would be critical before it warns", (variable, value, problem) => {
    const { input } = workspace();
    expect(problemsOf({ ...input, env: { [variable]: value } })).toEqual([expect.stringContaining(problem)]);
  });

  it.each(["0.0.0.0", "::", "192.168.1.5", "testio.example.com"])("refuses HTTP on %s without a token", (host) => {
    const { input } = workspace();
    const env = { TESTIO_TRANSPORT: "http", TESTIO_HTTP_HOST: host };
    expect(problemsOf({ ...input, env })).toEqual([
      `TESTIO_HTTP_TOKEN must be set to serve HTTP on ${host}, where other machines can reach it; without it, use 127.0.0.1.`,
    ]);
    expect(problemsOf({ ...input, env: { ...env, TESTIO_HTTP_TOKEN: "correct-horse" } })).toEqual([]);
    expect(problemsOf({ ...input, env: { TESTIO_HTTP_HOST: host } })).toEqual([]);
  });

  it.each(["127.0.0.1", "127.8.9.1", "localhost", "::1", "[::1]"])("lets HTTP be served on %s without one", (host) => {
    const { input } = workspace();
    expect(problemsOf({ ...input, env: { TESTIO_TRANSPORT: "http", TESTIO_HTTP_HOST: host } })).toEqual([]);
  });

  it("checks TESTIO_SYNC_SINCE against the moment given", () => {
    const { input } = workspace();
    const env = { TESTIO_SYNC_SINCE: "2026-05-01" };
    expect(problemsOf({ ...input, env, now: new Date("2026-05-02") })).toEqual([]);
    expect(problemsOf({ ...input, env, now: new Date("2026-04-01") })).toEqual([
      expect.stringMatching(/^TESTIO_SYNC_SINCE \(set in the environment\): "2026-05-01" is in the future\./),
    ]);
    expect(problemsOf({ ...input, env: { TESTIO_SYNC_SINCE: "whenever" } })[0]).toContain("90 days ago");
  });

  it("insists on the file of --env-file", () => {
    const { input, cwd } = workspace();
    mkdirSync(join(cwd, "folder.env"));
    expect(problemsOf({ ...input, envFile: "~/missing.env" })).toEqual([
      "The file ~/missing.env given with --env-file does not exist. Check its path.",
    ]);
    expect(problemsOf({ ...input, envFile: "folder.env" })[0]).toContain("is a directory");
  });
});

describe("warnings", () => {
  it("points out misspelt variables, and leaves other names alone", () => {
    const { input, homeDir } = workspace();
    writeFileSync(join(homeDir, ".testio-mcp.env"), "TESTIO_PRODUCTS_IDS=1\n");
    const env = { TESTIO_CUSTOMER_API_TOKN: "x", TESTIO_SOMETHING_ELSE: "x", PAGE_SIZE: "x" };
    expect(loadSettings({ ...input, env }).warnings).toEqual([
      "TESTIO_CUSTOMER_API_TOKN (set in the environment) is not a setting and is ignored. Did you mean TESTIO_CUSTOMER_API_TOKEN?",
      "TESTIO_PRODUCTS_IDS (set in ~/.testio-mcp.env) is not a setting and is ignored. Did you mean TESTIO_PRODUCT_IDS?",
    ]);
  });

  it("points out a token that would travel unencrypted, but not on this machine", () => {
    const { input } = workspace();
    const env = { TESTIO_CUSTOMER_API_TOKEN: TOKEN, TESTIO_CUSTOMER_API_BASE_URL: "http://api.example.com/v2" };
    const { warnings } = loadSettings({ ...input, env });
    expect(warnings).toEqual([expect.stringContaining("is not https")]);
    expect(warnings.join()).not.toContain(TOKEN);
    const local = { ...env, TESTIO_CUSTOMER_API_BASE_URL: "http://localhost:1234" };
    expect(loadSettings({ ...input, env: local }).warnings).toEqual([]);
  });

  it("points out that the current directory redirects the token", () => {
    const { input, cwd } = workspace();
    writeFileSync(join(cwd, ".env"), "TESTIO_CUSTOMER_API_BASE_URL=https://api.example.com\n");
    const { warnings } = loadSettings({ ...input, env: { TESTIO_CUSTOMER_API_TOKEN: TOKEN } });
    expect(warnings).toEqual([expect.stringContaining("is sent to api.example.com")]);
  });
});
