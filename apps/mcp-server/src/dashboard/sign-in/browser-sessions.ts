import { createHash, randomBytes } from "node:crypto";

/** A working day, with room. */
const LIFETIME_MS = 12 * 60 * 60_000;
const MOST_SESSIONS = 100;

/** Browsers whose user has shown the token. */
export interface BrowserSessions {
  /** A new one; its id is a secret as good as the token until it expires. */
  begin(): { id: string; lifetimeSeconds: number };
  isOpen(id: string): boolean;
  end(id: string): void;
}

/**
 * Kept in memory alone, by the digest of their ids: they end with the process, and with so many the oldest makes room.
 *
 * @param clock what time it is, as far as people are concerned: a computer that slept was not in use.
 */
export function browserSessions(clock: () => Date): BrowserSessions {
  const now = () => clock().getTime();
  const expiries = new Map<string, number>();
  return {
    begin() {
      for (const [key, expiresAt] of expiries) if (expiresAt <= now()) expiries.delete(key);
      const [oldest] = expiries.keys();
      if (expiries.size >= MOST_SESSIONS && oldest !== undefined) expiries.delete(oldest);
      const id = randomBytes(32).toString("base64url");
      expiries.set(keyOf(id), now() + LIFETIME_MS);
      return { id, lifetimeSeconds: LIFETIME_MS / 1000 };
    },
    isOpen: (id) => (expiries.get(keyOf(id)) ?? 0) > now(),
    end(id) {
      expiries.delete(keyOf(id));
    },
  };
}

function keyOf(id: string): string {
  return createHash("sha256").update(id).digest("base64url");
}
