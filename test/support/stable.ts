/** What is different each time the same is asked: when something was fetched, how long it took, where files are. */
const VOLATILE = new Set([
  "age_seconds",
  "api_metrics",
  "as_of",
  "bugs_synced_at",
  "checked_at",
  "completed_at",
  "database_path",
  "database_size_mb",
  "duration_seconds",
  "features_synced_at",
  "first_seen",
  "last_seen",
  "last_sync_at",
  "latency_ms",
  "query_time_ms",
  "started_at",
  "synced_at",
  "tests_synced_at",
  "tool_metrics",
  "user_id",
  "version",
]);

/** Occurs in no answer. */
const NOWHERE = "\u0000";
/** In a report for people. */
const DATA_AS_OF = /(?<=Data as of: )[\dT:.-]+Z/;

/** An answer with everything that differs from call to call, or from run to run, put out of the way. */
export function stable(value: unknown, home = NOWHERE, key = ""): unknown {
  if (VOLATILE.has(key) && value !== null) return `<${key}>`;
  if (typeof value === "string") {
    const text = value.replace(DATA_AS_OF, "<as_of>").replaceAll(home, "<home>");
    return key === "markdown" ? text.split("\n") : text;
  }
  if (Array.isArray(value)) return value.map((item) => stable(item, home));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      // People are numbered in the order in which they are met.
      name === "id" && "username" in value ? "<user id>" : stable(item, home, name),
    ]),
  );
}
