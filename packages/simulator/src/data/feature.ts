/** A feature as the API answers it. */
export interface Feature {
  readonly id: number;
  readonly title: string;
  readonly description: string | null;
  readonly howtofind: string | null;
  readonly user_stories: readonly string[];
}
