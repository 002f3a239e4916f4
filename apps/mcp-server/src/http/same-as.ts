import { createHash, timingSafeEqual } from "node:crypto";

const digest = (text: string) => createHash("sha256").update(text).digest();

/**
 * A comparison with a secret: digests of equal length are compared in constant time, so that the time of the answer tells
 * nothing of the secret.
 */
export function sameAs(secret: string): (given: string) => boolean {
  const expected = digest(secret);
  return (given) => timingSafeEqual(digest(given), expected);
}
