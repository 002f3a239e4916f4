import type { RawRecord } from "./types.js";

/** A JSON object after {@link redactRecord}. */
export type RedactedRecord = Record<string, unknown>;

/** What a key says of its value. `repeated`: a secret that people repeat in instructions, steps and comments. */
type KeyKind = "secret" | "repeated" | "environment" | "plain";

const KEY_KINDS: ReadonlyMap<string, KeyKind> = new Map<string, KeyKind>([
  ["username", "secret"],
  ["password", "repeated"],
  ["access", "repeated"],
  ["token", "secret"],
  ["access_token", "secret"],
  ["api_token", "secret"],
  ["secret", "secret"],
  ["test_environment", "environment"],
  ["test_environments", "environment"],
  // Assigning it would set a copy's prototype instead of a field; no record of the API has one.
  ["__proto__", "secret"],
]);

/** Keys looked at before, as they are written: there are few of them, and each comes with every record. */
const knownKeys = new Map<string, KeyKind>();
const MOST_KNOWN_KEYS = 1000;

function kindOf(key: string): KeyKind {
  const known = knownKeys.get(key);
  if (known !== undefined) return known;
  const kind = KEY_KINDS.get(key.toLowerCase()) ?? "plain";
  if (knownKeys.size < MOST_KNOWN_KEYS) knownKeys.set(key, kind);
  return kind;
}

/** What stays of a test environment. */
const KEPT_OF_ENVIRONMENT: ReadonlySet<string> = new Set(["id", "title", "url"]);

/** Shorter strings ("demo", "1234") stand in too many innocent texts. */
const SHORTEST_REPLACED = 6;
const REDACTED = "[redacted]";
/** Deeper than any record of the API; keeps a hostile one from exhausting the stack. */
const MAX_DEPTH = 100;

/**
 * A deep copy without credentials, fit to be stored: of a test environment only `id`, `title` and `url` stay (userinfo
 * removed from the url), keys that name a secret are dropped wherever they are, and a dropped password or access text of
 * six characters or more is replaced by `[redacted]` wherever else it stands in the record. Strings that need no change
 * are shared, not copied.
 */
export function redactRecord(raw: RawRecord): RedactedRecord {
  return createRedactor(raw).record;
}

/** A record without its credentials, and the means to take them out of texts that were read from it. */
export interface Redactor {
  /** See {@link redactRecord}. */
  readonly record: RedactedRecord;
  /** The text with every credential of the record replaced by `[redacted]`. */
  text<Text extends string | null>(text: Text): Text | string;
}

/** For who keeps a record and, beside it, texts out of it: looks for the record's credentials once. */
export function createRedactor(raw: RawRecord): Redactor {
  const found = new Set<string>();
  collectSecrets(raw, false, 0, found);
  // The longest first: a password that contains another would otherwise leave its rest behind.
  const secrets = [...found].sort((a, b) => b.length - a.length);
  return {
    record: copyObject(raw, 0, secrets),
    text: (text) => (text === null ? text : withoutSecrets(text, secrets)),
  };
}

/** `https://user:secret@host/` as `https://host/`. */
export function withoutUserinfo(url: string): string {
  if (!url.includes("@")) return url;
  const cleaned = url.replaceAll(/([a-z][a-z0-9+.-]*:\/\/)[^/?#\s]*@/gi, "$1").replace(/^[^\s/?#@:]+:[^\s/?#@]*@/, "");
  // A password with an unescaped slash leaves something behind that is no URL.
  return URL.canParse(cleaned) ? cleaned : cleaned.replace(/^([a-z][a-z0-9+.-]*:\/\/)?.*@/i, "$1");
}

function collectSecrets(value: unknown, isSecret: boolean, depth: number, secrets: Set<string>): void {
  if (typeof value === "object" && value !== null) {
    if (depth >= MAX_DEPTH) return;
    if (Array.isArray(value)) {
      for (const inner of value) collectSecrets(inner, isSecret, depth + 1, secrets);
      return;
    }
    for (const key of Object.keys(value)) {
      collectSecrets(Reflect.get(value, key), isSecret || kindOf(key) === "repeated", depth + 1, secrets);
    }
  } else if (isSecret && (typeof value === "string" || typeof value === "number")) {
    const secret = String(value).trim();
    if (secret.length >= SHORTEST_REPLACED) secrets.add(secret);
  }
}

function copyValue(value: unknown, depth: number, secrets: readonly string[]): unknown {
  if (typeof value === "string") return withoutSecrets(value, secrets);
  if (typeof value !== "object" || value === null) return value;
  if (depth >= MAX_DEPTH) return null;
  if (Array.isArray(value)) return value.map((entry) => copyValue(entry, depth + 1, secrets));
  return copyObject(value, depth, secrets);
}

function copyObject(record: object, depth: number, secrets: readonly string[]): RedactedRecord {
  const copied: RedactedRecord = {};
  for (const key of Object.keys(record)) {
    const kind = kindOf(key);
    if (kind === "secret" || kind === "repeated") continue;
    const value: unknown = Reflect.get(record, key);
    copied[key] = kind === "environment" ? copyEnvironment(value, secrets) : copyValue(value, depth + 1, secrets);
  }
  return copied;
}

/** Null for what is neither an environment nor a list of them: its meaning is unknown, and it may be a secret. */
function copyEnvironment(value: unknown, secrets: readonly string[]): unknown {
  if (Array.isArray(value))
    return value.map((entry) => (Array.isArray(entry) ? null : copyEnvironment(entry, secrets)));
  if (typeof value !== "object" || value === null) return null;
  const copied: RedactedRecord = {};
  for (const [key, kept] of Object.entries(value)) {
    if (!KEPT_OF_ENVIRONMENT.has(key)) continue;
    if (typeof kept === "string") copied[key] = withoutSecrets(key === "url" ? withoutUserinfo(kept) : kept, secrets);
    else copied[key] = typeof kept === "number" ? kept : null;
  }
  return copied;
}

function withoutSecrets(text: string, secrets: readonly string[]): string {
  let cleaned = text;
  for (const secret of secrets) {
    if (cleaned.includes(secret)) cleaned = cleaned.replaceAll(secret, REDACTED);
  }
  return cleaned;
}
