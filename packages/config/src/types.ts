export const LOG_LEVELS = ["debug", "info", "warn", "error"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];
export const LOG_FORMATS = ["json", "text"] as const;
export type LogFormat = (typeof LOG_FORMATS)[number];
export const TRANSPORTS = ["stdio", "http"] as const;
export type TransportName = (typeof TRANSPORTS)[number];
export const API_MODES = ["hybrid", "mcp", "rest"] as const;
export type ApiMode = (typeof API_MODES)[number];

/** All settings, checked. Names of the variables they come from are in `settings-table.ts`. */
export interface Settings {
  /** E.g. `https://api.test.io/customer/v2`, without a trailing slash. */
  apiBaseUrl: string;
  /** Null when none is set: what is stored can still be answered. */
  apiToken: string | null;
  customerId: number;
  customerName: string;
  /** Bounds every sync; null = every product the token can see. */
  productIds: number[] | null;
  dbPath: string;
  /** False: everything in memory, nothing on disk. */
  localStore: boolean;
  /** Between background syncs; 0 = none. */
  refreshIntervalSeconds: number;
  /** Sync at the start however fresh the data is. */
  forceInitialSync: boolean;
  /** As written (ISO date or words such as "90 days ago"); resolve it with `parseSince` at the moment of use. */
  syncSince: string | null;
  pageSize: number;
  maxPages: number;
  featureCacheTtlSeconds: number;
  /** Of tests that can still change, and of their bugs. */
  cacheTtlSeconds: number;
  /** Age from which a product's test list is read to its end; 0 = only when forced. */
  sweepIntervalSeconds: number;
  /** Whether every sync also fetches bugs. */
  syncBugs: boolean;
  maxConcurrentApiRequests: number;
  connectionPoolSize: number;
  httpTimeoutSeconds: number;
  defaultPageSize: number;
  logLevel: LogLevel;
  logFormat: LogFormat;
  logFile: string | null;
  shutdownGracePeriodSeconds: number;
  /** How the server is reached. */
  transport: TransportName;
  httpHost: string;
  /** 0 = any that is free. */
  httpPort: number;
  apiMode: ApiMode;
  /** What callers over HTTP have to send; null = nothing, which is allowed on loopback addresses only. */
  httpToken: string | null;
  /** Host names accepted besides those of the address that is served. */
  httpAllowedHosts: string[] | null;
  /** Shares (0-1) at which a report calls a rate conspicuous; at the boundary itself it does. */
  rejectionWarning: number;
  rejectionCritical: number;
  autoAcceptanceWarning: number;
  autoAcceptanceCritical: number;
  reviewWarning: number;
  reviewCritical: number;
  /** Share (0-1) of auto-accepted among the accepted bugs of one test from which its status raises an alert. */
  autoAcceptanceAlert: number;
  enabledTools: string[] | null;
  disabledTools: string[] | null;
  /** What looks like a mistake but stops nothing, e.g. a misspelt variable: one sentence each, to be shown once. */
  warnings: string[];
}

/** What `loadSettings` reads. Nothing else is looked at: neither `process.env` nor the current directory. */
export interface SettingsInput {
  /** Values given on the command line; they win over everything else. `undefined` = not given. */
  flags?: SettingFlags;
  /** A file named by `--env-file`, relative to `cwd`; it must exist. */
  envFile?: string | undefined;
  env: Readonly<Record<string, string | undefined>>;
  /** Where `.testio-mcp.env` is looked for, and what `~` stands for. */
  homeDir: string;
  /** Where `.env` is looked for, and what relative paths start from. */
  cwd: string;
  /** The moment against which `TESTIO_SYNC_SINCE` is checked. Default: the moment of the call. */
  now?: Date;
}

/** Settings by their key, as text or as the value itself. */
export type SettingFlags = { readonly [Key in keyof Settings]?: string | number | boolean | undefined };
