import { type Store, StoreUnavailableError, type StoreWriter } from "@testio/store";

export interface CrashPoint {
  /** Transactions that are still committed. */
  writes: number;
  /** Statements of the next transaction that are still executed, though never committed. */
  statements: number;
}

/** A store as one process has it: made anew over the same database for each process, so that its lock is its own. */
export interface ProcessStore {
  store: Store;
  crashed(): boolean;
}

/**
 * The store, until the process that has it dies: after the crash point nothing reaches the database any more, and no
 * answer comes back from it. The caller gets errors in place of what a dead process would not get at all.
 */
export function storeOfProcess(database: Store, crashAt: CrashPoint | null): ProcessStore {
  let writes = 0;
  let dead = false;
  const die = (): StoreUnavailableError => {
    dead = true;
    return new StoreUnavailableError(database.path, "the process is dead");
  };

  const write: Store["write"] = async (work, options) => {
    if (dead) throw die();
    writes += 1;
    if (crashAt === null || writes <= crashAt.writes) {
      const result = await database.write(work, options);
      // Committed, and nobody left to learn of it.
      if (crashAt !== null && writes === crashAt.writes && crashAt.statements === 0) throw die();
      if (dead) throw die();
      return result;
    }
    return database.write((tx) => work(dyingWriter(tx, crashAt.statements)), options);
  };

  function dyingWriter(tx: StoreWriter, statements: number): StoreWriter {
    let left = statements;
    return new Proxy(tx, {
      get(target, name, receiver) {
        const method: unknown = Reflect.get(target, name, receiver);
        if (typeof method !== "function") return method;
        return async (...parameters: unknown[]) => {
          if (dead || left === 0) throw die();
          left -= 1;
          return Reflect.apply(method, target, parameters);
        };
      },
    });
  }

  const store = new Proxy(database, {
    get(target, name, receiver) {
      if (name === "write") return write;
      const member: unknown = Reflect.get(target, name, receiver);
      if (typeof member !== "function") return member;
      return async (...parameters: unknown[]) => {
        if (dead) throw die();
        const answer: unknown = await Reflect.apply(member, target, parameters);
        if (dead) throw die();
        return answer;
      };
    },
  });
  return { store, crashed: () => dead };
}
