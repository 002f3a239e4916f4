/** Something made on first use and kept. A failed attempt is not kept: the next use tries again. */
export interface Lazy<Value> {
  get(): Promise<Value>;
  /** What `get` made, once it did; waits for an attempt under way. Null when there is none. */
  peek(): Promise<Value | null>;
}

export function lazy<Value>(make: () => Promise<Value>): Lazy<Value> {
  let made: Promise<Value> | null = null;
  return {
    get() {
      if (made === null) {
        const attempt = make();
        made = attempt;
        attempt.catch(() => {
          // The failure itself reaches whoever asked; here it only makes room for another attempt.
          if (made === attempt) made = null;
        });
      }
      return made;
    },
    async peek() {
      const results = await Promise.allSettled(made === null ? [] : [made]);
      const [result] = results;
      return result?.status === "fulfilled" ? result.value : null;
    },
  };
}
