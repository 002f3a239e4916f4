/** How far a sync is, for people. */
export interface LiveProgress {
  message: string;
  /** 0-1; null while nobody can know it. */
  fraction: number | null;
}

/** Where syncs of this process leave how far they are, for whoever looks on. */
export interface LiveSyncs {
  /** Of the sync that is under way; null when none is, or none has said anything yet. */
  current(): LiveProgress | null;
  follow(): FollowedSync;
}

/** One sync that may be looked at. */
interface FollowedSync {
  report(progress: LiveProgress): void;
  /** Can be called again. */
  end(): void;
}

/** Several can be under way, of which all but one wait; the one that last said how far it is is shown. */
export function liveSyncs(): LiveSyncs {
  const progress = new Map<object, LiveProgress>();
  return {
    current: () =>
      [...progress.values()].findLast(({ fraction }) => fraction !== null) ?? [...progress.values()].at(-1) ?? null,
    follow() {
      const key = {};
      return {
        report: (latest) => {
          progress.delete(key);
          progress.set(key, latest);
        },
        end: () => {
          progress.delete(key);
        },
      };
    },
  };
}
