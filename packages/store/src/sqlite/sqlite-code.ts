function property(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
}

/**
 * The SQLite (`SQLITE_…`) or system (`E…`) code of an error, wherever its layers keep it: better-sqlite3 in `code`, the
 * Prisma adapter in `cause.originalCode`, the Prisma client in `meta.driverAdapterError`.
 */
export function errorCode(error: unknown): string | null {
  for (const key of ["originalCode", "code"]) {
    const code = property(error, key);
    if (typeof code === "string" && /^(SQLITE_|E[A-Z])/.test(code)) return code;
  }
  for (const inner of [property(error, "cause"), property(property(error, "meta"), "driverAdapterError")]) {
    const code = inner === undefined || inner === error ? null : errorCode(inner);
    if (code !== null) return code;
  }
  return null;
}

export function isBusy(error: unknown): boolean {
  return /^SQLITE_(BUSY|LOCKED)/.test(errorCode(error) ?? "");
}
