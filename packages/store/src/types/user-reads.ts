import type { Page, SortOrder } from "./reads.js";

/** Testers report bugs; customers create and submit tests. */
export const USER_TYPES = ["tester", "customer"] as const;
export type UserType = (typeof USER_TYPES)[number];

export const USER_SORTS = ["username", "user_type", "last_activity", "first_seen"] as const;
export type UserSort = (typeof USER_SORTS)[number];

/** Somebody named in tests or bugs. The API gives no ids of people: `id` is the store's own, and a new name is a new person. */
export interface UserRow {
  id: number;
  username: string;
  userType: UserType;
  /** When a sync first met the name. */
  firstSeenAt: Date;
  /** The latest end of a living test they created, submitted, or reported a living bug in; null = none is known. */
  lastActivityAt: Date | null;
}

/** One person with how much they did. */
export interface UserDetails extends UserRow {
  /** When a sync last met the name. */
  lastSeenAt: Date;
  /** Living tests; null for testers. */
  testsCreated: number | null;
  testsSubmitted: number | null;
  /** Living bugs; null for customers. */
  bugsReported: number | null;
}

/** Which people to list; by default by name. */
export interface UserQuery {
  type?: UserType;
  /** Only those whose last activity was at or after this moment. */
  activeFrom?: Date;
  /** Only those active in this product; their `lastActivityAt` is then the one in it. */
  productId?: number;
  sort?: UserSort;
  order?: SortOrder;
  limit: number;
  offset: number;
}

/** Reads about people. */
export interface UserReader {
  listUsers(query: UserQuery): Promise<Page<UserRow>>;
  getUser(id: number): Promise<UserDetails | null>;
  /** Whether the user is stored: what {@link UserReader.getUser} counts takes longer. */
  hasUser(id: number): Promise<boolean>;
}
