import type { Page, SortOrder } from "./reads.js";

export const FEATURE_SORTS = ["title", "test_count", "bug_count", "last_synced"] as const;
export type FeatureSort = (typeof FEATURE_SORTS)[number];

/** A feature of a product, with how much it is tested. */
export interface FeatureRow {
  id: number;
  productId: number;
  title: string;
  description: string | null;
  howtofind: string | null;
  /** The sections it was listed in; empty for products without sections. */
  sectionIds: number[];
  userStories: string[];
  /** Living tests that name it. */
  testCount: number;
  /** Living bugs that were reported on it in those tests. */
  bugCount: number;
  syncedAt: Date;
  deletedAt: Date | null;
}

/** Which living features of a product to list; by default by title. */
export interface FeatureQuery {
  productId: number;
  sectionId?: number;
  /** Only those with user stories, or only those without. */
  hasUserStories?: boolean;
  sort?: FeatureSort;
  order?: SortOrder;
  limit: number;
  offset: number;
}

/** Reads about features. */
export interface FeatureReader {
  listFeatures(query: FeatureQuery): Promise<Page<FeatureRow>>;
  /** Also answers a feature that is gone upstream: see its `deletedAt`. */
  getFeature(id: number): Promise<FeatureRow | null>;
}
