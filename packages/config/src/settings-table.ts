import * as z from "zod";
import { API_MODES, LOG_FORMATS, LOG_LEVELS, type Settings, TRANSPORTS } from "./types.js";
import {
  hostList,
  httpUrl,
  idList,
  nameList,
  oneOf,
  share,
  text,
  token,
  type ValueKind,
  wholeNumber,
  yesOrNo,
} from "./value-kinds.js";

export type SettingKey = Exclude<keyof Settings, "warnings">;

interface About {
  /** Environment variable. */
  variable: string;
  /** Command line flag without its dashes; null when there is none. */
  flag?: string;
  /** What the setting does, in one sentence. */
  meaning: string;
  /** Its value must never be shown. */
  secret?: boolean;
}

/** What is known about one setting; parsing, errors, command line flags and documentation all come from here. */
export interface SettingEntry extends Required<Omit<About, "flag">> {
  key: SettingKey;
  flag: string | null;
  /** As it would be written in a file; null = none. */
  default: string | null;
  /** Completes the sentence "must be …". */
  allowed: string;
}

const entries = z.registry<Omit<SettingEntry, "key">>();

function entry(about: About, allowed: string, fallback: string | null): Omit<SettingEntry, "key"> {
  return { secret: false, ...about, flag: about.flag ?? null, allowed, default: fallback };
}

function setting<Value>(kind: ValueKind<Value>, fallback: string, about: About) {
  return kind.schema.prefault(fallback).register(entries, entry(about, kind.allowed, fallback));
}

function optional<Value>(kind: ValueKind<Value>, about: About) {
  return kind.schema
    .nullable()
    .default(null)
    .register(entries, entry(about, kind.allowed, null));
}

/** The longest delay a timer of Node can wait for; above it, it would fire at once. */
const LONGEST_TIMER_SECONDS = 2_147_483;

/** What the store's search index has room for. */
const LARGEST_CUSTOMER_ID = 16_777_215;

/** A year: nobody who asks for more means it. */
const LONGEST_SWEEP_INTERVAL_SECONDS = 31_536_000;

/** All settings, in the order in which documentation lists them. */
export const settingsSchema = z.object({
  apiBaseUrl: setting(httpUrl(), "https://api.test.io/customer/v2", {
    variable: "TESTIO_CUSTOMER_API_BASE_URL",
    meaning: "Root of the TestIO Customer API.",
  }),
  apiToken: optional(token(), {
    variable: "TESTIO_CUSTOMER_API_TOKEN",
    meaning: "API token of the customer; needed to fetch data, not to answer from what is stored.",
    secret: true,
  }),
  customerId: setting(wholeNumber(1, LARGEST_CUSTOMER_ID), "1", {
    variable: "TESTIO_CUSTOMER_ID",
    meaning: "Keeps the data of several customers in one database apart; any number of your own choice.",
  }),
  customerName: setting(text(), "default", {
    variable: "TESTIO_CUSTOMER_NAME",
    meaning: "The customer's subdomain at TestIO, as in acme of acme.test.io: shown, and used for links in reports.",
  }),
  productIds: optional(idList(), {
    variable: "TESTIO_PRODUCT_IDS",
    meaning: "Only these products are synced; without it, all that the token can see.",
  }),
  dbPath: setting(text("the path of a file"), "~/.testio-mcp/cache.db", {
    variable: "TESTIO_DB_PATH",
    meaning: "The SQLite database file; its directory is made if missing.",
  }),
  localStore: setting(yesOrNo(), "true", {
    variable: "TESTIO_ENABLE_LOCAL_STORE",
    meaning: "false keeps everything in memory and nothing on disk.",
  }),
  refreshIntervalSeconds: setting(wholeNumber(0, LONGEST_TIMER_SECONDS), "900", {
    variable: "TESTIO_REFRESH_INTERVAL_SECONDS",
    flag: "refresh-interval",
    meaning: "Seconds between background syncs of a running server; 0 turns them off.",
  }),
  forceInitialSync: setting(yesOrNo(), "false", {
    variable: "TESTIO_FORCE_INITIAL_SYNC",
    flag: "force-sync",
    meaning: "Sync when the server starts, even if the stored data is fresh.",
  }),
  syncBugs: setting(yesOrNo(), "false", {
    variable: "TESTIO_SYNC_BUGS",
    meaning: "Every sync also fetches bugs, not only those of tests that are read.",
  }),
  syncSince: optional(text('a past date, as in 2026-01-31 or "90 days ago"'), {
    variable: "TESTIO_SYNC_SINCE",
    meaning: "Sync only tests that end at or after this date; without it, all.",
  }),
  pageSize: setting(wholeNumber(1, 500), "100", {
    variable: "TESTIO_PAGE_SIZE",
    meaning: "Tests asked for per API request of a sync, at most; fewer than 5 count as 5.",
  }),
  maxPages: setting(wholeNumber(1, 100_000), "50", {
    variable: "TESTIO_MAX_PAGES",
    meaning: "Pages a sync reads per product before it leaves the rest to the next one.",
  }),
  featureCacheTtlSeconds: setting(wholeNumber(0, 86_400), "3600", {
    variable: "FEATURE_CACHE_TTL_SECONDS",
    meaning: "Age in seconds from which a sync fetches a product's features again.",
  }),
  cacheTtlSeconds: setting(wholeNumber(60, 86_400), "3600", {
    variable: "CACHE_TTL_SECONDS",
    meaning: "Age in seconds from which tests that can still change, and their bugs, are fetched again when read.",
  }),
  sweepIntervalSeconds: setting(wholeNumber(0, LONGEST_SWEEP_INTERVAL_SECONDS), "86400", {
    variable: "TESTIO_SWEEP_INTERVAL_SECONDS",
    meaning:
      "Age in seconds from which a sync reads a test list to its end again, for late changes; 0 = only when forced.",
  }),
  maxConcurrentApiRequests: setting(wholeNumber(1, 50), "10", {
    variable: "MAX_CONCURRENT_API_REQUESTS",
    flag: "max-concurrent-requests",
    meaning: "API requests under way at once.",
  }),
  connectionPoolSize: setting(wholeNumber(1, 100), "20", {
    variable: "CONNECTION_POOL_SIZE",
    flag: "connection-pool-size",
    meaning: "Connections to the API kept open.",
  }),
  httpTimeoutSeconds: setting(wholeNumber(1, 300), "90", {
    variable: "HTTP_TIMEOUT_SECONDS",
    flag: "http-timeout",
    meaning: "Seconds one API request may take before it is tried again.",
  }),
  defaultPageSize: setting(wholeNumber(1, 200), "100", {
    variable: "TESTIO_DEFAULT_PAGE_SIZE",
    meaning: "Rows per page in answers that are listed, unless asked otherwise.",
  }),
  logLevel: setting(oneOf(LOG_LEVELS, { warning: "warn", critical: "error" }), "info", {
    variable: "LOG_LEVEL",
    flag: "log-level",
    meaning: "The least severe messages that are logged.",
  }),
  logFormat: setting(oneOf(LOG_FORMATS), "json", {
    variable: "LOG_FORMAT",
    flag: "log-format",
    meaning: "How log lines are written.",
  }),
  logFile: setting(text("the path of a file, or none"), "~/.testio-mcp/logs/server.log", {
    variable: "LOG_FILE",
    meaning: "Log file of the server; none for no file. Not written by default when nothing is kept on disk.",
  }),
  shutdownGracePeriodSeconds: setting(wholeNumber(1, 60), "10", {
    variable: "SHUTDOWN_GRACE_PERIOD_SECONDS",
    meaning: "Seconds a stopping server waits for work under way.",
  }),
  transport: setting(oneOf(TRANSPORTS), "stdio", {
    variable: "TESTIO_TRANSPORT",
    flag: "transport",
    meaning: "How the server is reached: stdio by the one client that starts it, http by many.",
  }),
  httpHost: setting(text("a host name or address"), "127.0.0.1", {
    variable: "TESTIO_HTTP_HOST",
    flag: "host",
    meaning: "Address that HTTP is served on; any but this machine's own (loopback) needs TESTIO_HTTP_TOKEN.",
  }),
  httpPort: setting(wholeNumber(0, 65_535), "8080", {
    variable: "TESTIO_HTTP_PORT",
    flag: "port",
    meaning: "Port that HTTP is served on; 0 takes any that is free and says which.",
  }),
  apiMode: setting(oneOf(API_MODES), "hybrid", {
    variable: "TESTIO_HTTP_API_MODE",
    flag: "api-mode",
    meaning: "What is served over HTTP: MCP (/mcp), REST (/api), or both.",
  }),
  httpToken: optional(token(), {
    variable: "TESTIO_HTTP_TOKEN",
    meaning: "Whoever asks over HTTP must send this as bearer token; without it, anyone on this machine may ask.",
    secret: true,
  }),
  httpAllowedHosts: optional(hostList(), {
    variable: "TESTIO_HTTP_ALLOWED_HOSTS",
    meaning: "Further names under which HTTP is reached, as behind a proxy; a request to any other name is refused.",
  }),
  rejectionWarning: setting(share(), "0.2", {
    variable: "PLAYBOOK_REJECTION_WARNING",
    meaning: "Share of rejected bugs from which a report warns.",
  }),
  rejectionCritical: setting(share(), "0.35", {
    variable: "PLAYBOOK_REJECTION_CRITICAL",
    meaning: "Share of rejected bugs from which a report calls it critical.",
  }),
  autoAcceptanceWarning: setting(share(), "0.2", {
    variable: "PLAYBOOK_AUTO_ACCEPTANCE_WARNING",
    meaning: "Share of accepted bugs that nobody looked at (accepted by the clock) from which a report warns.",
  }),
  autoAcceptanceCritical: setting(share(), "0.4", {
    variable: "PLAYBOOK_AUTO_ACCEPTANCE_CRITICAL",
    meaning: "Share of accepted bugs that nobody looked at from which a report calls it critical.",
  }),
  reviewWarning: setting(share(), "0.8", {
    variable: "PLAYBOOK_REVIEW_WARNING",
    meaning: "Share of reviewed bugs at or below which a report warns.",
  }),
  reviewCritical: setting(share(), "0.6", {
    variable: "PLAYBOOK_REVIEW_CRITICAL",
    meaning: "Share of reviewed bugs at or below which a report calls it critical.",
  }),
  autoAcceptanceAlert: setting(share(), "0.2", {
    variable: "AUTO_ACCEPTANCE_ALERT_THRESHOLD",
    meaning: "Share of accepted bugs that nobody looked at from which the status of one test raises an alert.",
  }),
  enabledTools: optional(nameList(), {
    variable: "ENABLED_TOOLS",
    meaning: "Only these MCP tools are offered; excludes DISABLED_TOOLS.",
  }),
  disabledTools: optional(nameList(), {
    variable: "DISABLED_TOOLS",
    meaning: "These MCP tools are not offered; excludes ENABLED_TOOLS.",
  }),
});

/** One row per setting: for documentation, command line flags and error messages. */
export const SETTINGS_TABLE: readonly SettingEntry[] = settingsSchema.keyof().options.map((key) => {
  const about = entries.get(settingsSchema.shape[key]);
  if (about === undefined) throw new Error(`Setting ${key} is not in the registry.`);
  return { key, ...about };
});
