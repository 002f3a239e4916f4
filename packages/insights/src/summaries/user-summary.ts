import type { Store, UserType } from "@testio/store";
import { NotFoundError } from "../errors/not-found-error.js";
import { isoOrNull } from "../format/dates.js";
import type { Trust } from "../trust/coverage.js";
import { refreshBugScope } from "../trust/refresh-bug-scope.js";
import type { RefreshOptions } from "../trust/refresh-on-read.js";

export interface UserDetailsAnswer {
  /** Ours: TestIO gives people no ids, and a renamed person is a new one. */
  id: number;
  username: string;
  user_type: UserType;
  /** Living tests in any status; null for testers. */
  tests_created_count: number | null;
  tests_submitted_count: number | null;
  /** Living bugs of living tests in any status, as far as bugs were fetched; null for customers. */
  bugs_reported_count: number | null;
  /** When a sync first met the name, and last. */
  first_seen: string;
  last_seen: string;
  /** The latest end of a test they created or submitted (customers), or reported bugs in (testers); null = none is known. */
  last_activity: string | null;
}

export interface UserSummary extends Trust {
  user: UserDetailsAnswer;
}

/**
 * One person with how much they did, as far as tests and bugs are stored.
 *
 * @throws NotFoundError when nobody is stored under this id.
 */
export async function getUserSummary(store: Store, userId: number, options: RefreshOptions = {}): Promise<UserSummary> {
  const user = await store.getUser(userId);
  if (user === null) throw new NotFoundError("user", userId);
  const { as_of, coverage } = await refreshBugScope(store, {}, { ...options, freshness: undefined });
  return {
    user: {
      id: user.id,
      username: user.username,
      user_type: user.userType,
      tests_created_count: user.testsCreated,
      tests_submitted_count: user.testsSubmitted,
      bugs_reported_count: user.bugsReported,
      first_seen: user.firstSeenAt.toISOString(),
      last_seen: user.lastSeenAt.toISOString(),
      last_activity: isoOrNull(user.lastActivityAt),
    },
    as_of,
    coverage,
  };
}
