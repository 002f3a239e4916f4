import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadSettings, MissingTokenError, requireToken, SETTINGS_TABLE, SettingsError } from "../src/index.js";
import { TOKEN, workspace } from "./workspace.js";

describe("loadSettings", () => {
  it("has a working default for everything", () => {
    const { input, homeDir } = workspace();
    expect(loadSettings(input)).toEqual({
      apiBaseUrl: "https://api.test.io/customer/v2",
      apiToken: null,
      customerId: 1,
      customerName: "default",
      productIds: null,
      dbPath: join(homeDir, ".testio-mcp", "cache.db"),
      localStore: true,
      refreshIntervalSeconds: 900,
      forceInitialSync: false,
      syncBugs: false,
      syncSince: null,
      pageSize: 100,
      maxPages: 50,
      featureCacheTtlSeconds: 3600,
      cacheTtlSeconds: 3600,
      sweepIntervalSeconds: 86_400,
      maxConcurrentApiRequests: 10,
      connectionPoolSize: 20,
      httpTimeoutSeconds: 90,
      defaultPageSize: 100,
      logLevel: "info",
      logFormat: "json",
      logFile: join(homeDir, ".testio-mcp", "logs", "server.log"),
      shutdownGracePeriodSeconds: 10,
      transport: "stdio",
      httpHost: "127.0.0.1",
      httpPort: 8080,
      apiMode: "hybrid",
      httpToken: null,
      httpAllowedHosts: null,
      rejectionWarning: 0.2,
      rejectionCritical: 0.35,
      autoAcceptanceWarning: 0.2,
      autoAcceptanceCritical: 0.4,
      reviewWarning: 0.8,
      reviewCritical: 0.6,
      autoAcceptanceAlert: 0.2,
      enabledTools: null,
      disabledTools: null,
      warnings: [],
    });
  });

  it("reads every setting from its variable", () => {
    const { input, cwd } = workspace();
    const settings = loadSettings({
      ...input,
      env: {
        TESTIO_CUSTOMER_API_BASE_URL: "http://127.0.0.1:8123/customer/v2//",
        TESTIO_CUSTOMER_API_TOKEN: ` "${TOKEN}"\n`,
        TESTIO_CUSTOMER_ID: "7",
        TESTIO_CUSTOMER_NAME: "Acme",
        TESTIO_PRODUCT_IDS: "598, 1024,598",
        TESTIO_DB_PATH: "data/testio.db",
        TESTIO_ENABLE_LOCAL_STORE: "No",
        TESTIO_REFRESH_INTERVAL_SECONDS: "0",
        TESTIO_FORCE_INITIAL_SYNC: "1",
        TESTIO_SYNC_BUGS: "on",
        TESTIO_SYNC_SINCE: "90 days ago",
        TESTIO_PAGE_SIZE: "25",
        TESTIO_MAX_PAGES: "7",
        FEATURE_CACHE_TTL_SECONDS: "0",
        CACHE_TTL_SECONDS: "60",
        TESTIO_SWEEP_INTERVAL_SECONDS: "0",
        MAX_CONCURRENT_API_REQUESTS: "50",
        CONNECTION_POOL_SIZE: "1",
        HTTP_TIMEOUT_SECONDS: "300",
        TESTIO_DEFAULT_PAGE_SIZE: "200",
        LOG_LEVEL: "WARNING",
        LOG_FORMAT: "Text",
        LOG_FILE: "~/server.log",
        SHUTDOWN_GRACE_PERIOD_SECONDS: "60",
        TESTIO_TRANSPORT: "HTTP",
        TESTIO_HTTP_HOST: "0.0.0.0",
        TESTIO_HTTP_PORT: "0",
        TESTIO_HTTP_API_MODE: "rest",
        TESTIO_HTTP_TOKEN: "correct-horse",
        TESTIO_HTTP_ALLOWED_HOSTS: "TestIO.example.com, [fe80::1]",
        PLAYBOOK_REJECTION_WARNING: ".1",
        PLAYBOOK_REJECTION_CRITICAL: "0.1",
        PLAYBOOK_AUTO_ACCEPTANCE_WARNING: "0",
        PLAYBOOK_AUTO_ACCEPTANCE_CRITICAL: "1",
        PLAYBOOK_REVIEW_WARNING: "0.90",
        PLAYBOOK_REVIEW_CRITICAL: "0.5",
        AUTO_ACCEPTANCE_ALERT_THRESHOLD: "0.15",
        DISABLED_TOOLS: '["search", "list_bugs"]',
      },
    });
    expect(settings).toEqual({
      apiBaseUrl: "http://127.0.0.1:8123/customer/v2",
      apiToken: TOKEN,
      customerId: 7,
      customerName: "Acme",
      productIds: [598, 1024],
      dbPath: join(cwd, "data", "testio.db"),
      localStore: false,
      refreshIntervalSeconds: 0,
      forceInitialSync: true,
      syncBugs: true,
      syncSince: "90 days ago",
      pageSize: 25,
      maxPages: 7,
      featureCacheTtlSeconds: 0,
      cacheTtlSeconds: 60,
      sweepIntervalSeconds: 0,
      maxConcurrentApiRequests: 50,
      connectionPoolSize: 1,
      httpTimeoutSeconds: 300,
      defaultPageSize: 200,
      logLevel: "warn",
      logFormat: "text",
      logFile: join(input.homeDir, "server.log"),
      shutdownGracePeriodSeconds: 60,
      transport: "http",
      httpHost: "0.0.0.0",
      httpPort: 0,
      apiMode: "rest",
      httpToken: "correct-horse",
      httpAllowedHosts: ["testio.example.com", "[fe80::1]"],
      rejectionWarning: 0.1,
      rejectionCritical: 0.1,
      autoAcceptanceWarning: 0,
      autoAcceptanceCritical: 1,
      reviewWarning: 0.9,
      reviewCritical: 0.5,
      autoAcceptanceAlert: 0.15,
      enabledTools: null,
      disabledTools: ["search", "list_bugs"],
      warnings: [],
    });
  });

  it("takes each value from the first place that sets it", () => {
    const { input, homeDir, cwd } = workspace();
    writeFileSync(
      join(cwd, ".env"),
      "TESTIO_CUSTOMER_ID=1\nTESTIO_PAGE_SIZE=1\nHTTP_TIMEOUT_SECONDS=1\nLOG_LEVEL=error\n",
    );
    writeFileSync(
      join(homeDir, ".testio-mcp.env"),
      "TESTIO_PAGE_SIZE=2\nHTTP_TIMEOUT_SECONDS=2\nLOG_LEVEL=warn\nTESTIO_MAX_PAGES=2\n",
    );
    writeFileSync(join(cwd, "named.env"), "HTTP_TIMEOUT_SECONDS=4\nTESTIO_MAX_PAGES=4\nLOG_LEVEL=error\n");
    const settings = loadSettings({
      ...input,
      envFile: "named.env",
      env: { TESTIO_MAX_PAGES: "3", HTTP_TIMEOUT_SECONDS: "3", FEATURE_CACHE_TTL_SECONDS: "333", LOG_LEVEL: "info" },
      flags: { logLevel: "debug", httpTimeoutSeconds: undefined },
    });
    expect(settings).toMatchObject({
      customerId: 1,
      pageSize: 2,
      featureCacheTtlSeconds: 333,
      maxPages: 4,
      httpTimeoutSeconds: 4,
      logLevel: "debug",
    });
  });

  it("treats an empty value as not set", () => {
    const { input, homeDir } = workspace();
    writeFileSync(join(homeDir, ".testio-mcp.env"), `TESTIO_CUSTOMER_API_TOKEN=${TOKEN}\n`);
    const settings = loadSettings({ ...input, env: { TESTIO_CUSTOMER_API_TOKEN: " ", TESTIO_PRODUCT_IDS: "" } });
    expect(settings).toMatchObject({ apiToken: TOKEN, productIds: null });
  });

  it("reads files with a byte order mark, and passes over directories called .env", () => {
    const { input, homeDir, cwd } = workspace();
    mkdirSync(join(cwd, ".env"));
    writeFileSync(join(homeDir, ".testio-mcp.env"), "\uFEFFTESTIO_CUSTOMER_ID=9\r\n");
    expect(loadSettings(input)).toMatchObject({ customerId: 9, warnings: [] });
  });

  it("leaves :memory: alone, and writes no log file by default when nothing is kept on disk", () => {
    const { input } = workspace();
    const env = { TESTIO_ENABLE_LOCAL_STORE: "false", TESTIO_DB_PATH: ":memory:" };
    expect(loadSettings({ ...input, env })).toMatchObject({ dbPath: ":memory:", logFile: null });
    expect(loadSettings({ ...input, env: { LOG_FILE: "None" } }).logFile).toBeNull();
    expect(loadSettings({ ...input, env: { ...env, LOG_FILE: "/var/log/x" } }).logFile).toBe("/var/log/x");
  });

  it("reads an empty JSON list as no restriction", () => {
    const { input } = workspace();
    expect(loadSettings({ ...input, env: { TESTIO_PRODUCT_IDS: "[]" } }).productIds).toBeNull();
  });
});

describe("requireToken", () => {
  it("returns the token, or says how to set one", () => {
    expect(requireToken({ apiToken: TOKEN })).toBe(TOKEN);
    expect(() => requireToken({ apiToken: null })).toThrow(MissingTokenError);
    expect(() => requireToken({ apiToken: null })).toThrow(/TESTIO_CUSTOMER_API_TOKEN=.*~\/\.testio-mcp\.env/);
  });
});

describe("SETTINGS_TABLE", () => {
  it("describes each setting once, and accepts its own defaults", () => {
    const { input } = workspace();
    const variables = SETTINGS_TABLE.map(({ variable }) => variable);
    expect(new Set(variables).size).toBe(variables.length);
    for (const { meaning } of SETTINGS_TABLE) expect(meaning).toMatch(/\.$/);
    const env = Object.fromEntries(SETTINGS_TABLE.map((entry) => [entry.variable, entry.default ?? ""]));
    expect(loadSettings({ ...input, env })).toEqual(loadSettings(input));
  });

  it("has two secrets: the tokens", () => {
    expect(SETTINGS_TABLE.filter(({ secret }) => secret).map(({ key }) => key)).toEqual(["apiToken", "httpToken"]);
    expect(new SettingsError(["a", "b"]).message).toBe("a\nb");
  });
});
