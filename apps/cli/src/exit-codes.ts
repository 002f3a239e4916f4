/** What the program's exit code says. */
export const EXIT_CODES = {
  done: 0,
  failed: 1,
  /** Wrong usage or wrong configuration. */
  usage: 2,
  partly: 3,
  /** Another sync is running. */
  locked: 4,
  tokenRefused: 5,
  interrupted: 130,
} as const;
export type ExitCode = (typeof EXIT_CODES)[keyof typeof EXIT_CODES];

/** By the `name` of an error class, so that it also works for errors that reach us as data. */
const BY_ERROR_NAME: Readonly<Record<string, ExitCode>> = {
  UsageError: EXIT_CODES.usage,
  SettingsError: EXIT_CODES.usage,
  MissingTokenError: EXIT_CODES.usage,
  InvalidSinceError: EXIT_CODES.usage,
  InvalidQueryError: EXIT_CODES.usage,
  ApiConfigurationError: EXIT_CODES.usage,
  SyncScopeError: EXIT_CODES.usage,
  SyncOptionsError: EXIT_CODES.usage,
  SyncLockedError: EXIT_CODES.locked,
  ApiAuthenticationError: EXIT_CODES.tokenRefused,
};

export function exitCodeOf(errorName: string): ExitCode {
  return BY_ERROR_NAME[errorName] ?? EXIT_CODES.failed;
}
