import pMap from "p-map";

/** What became of one id. */
export type Outcome =
  | { kind: "fetched" }
  | { kind: "fresh" }
  | { kind: "missing" }
  | { kind: "failed"; reason: string };
export type Outcomes = ReadonlyMap<number, Outcome>;

/** A promise that never rejects, so that nobody has to be listening when it settles. */
type Settled = { outcomes: Outcomes } | { error: unknown };

/** Fetches several ids with one request. */
export type Fetch = (ids: readonly number[], signal: AbortSignal) => Promise<Outcomes>;

/** One request that several callers may be waiting for. */
interface Flight {
  readonly ids: readonly number[];
  readonly cancel: AbortController;
  readonly end: PromiseWithResolvers<Settled>;
  waiting: number;
}

/** Flights of one caller at once; the client's limit of requests holds for all of them together. */
const SIDE_BY_SIDE = 10;

/**
 * Requests under way, by the ids they are for, so that whoever wants the same waits for the same request. It is cancelled
 * when the last of those who wait for it has gone.
 */
export class InFlight {
  readonly #flights = new Map<number, Flight>();

  /** Joins the requests under way for some of the ids; returns the promise of what becomes of those, and the other ids. */
  join(ids: readonly number[], signal: AbortSignal | undefined): { joined: Promise<Settled>[]; others: number[] } {
    const flights = new Set<Flight>();
    const others: number[] = [];
    for (const id of ids) {
      const flight = this.#flights.get(id);
      if (flight === undefined) others.push(id);
      else flights.add(flight);
    }
    return { joined: [...flights].map((flight) => this.#wait(flight, signal)), others };
  }

  /** Starts a request for each group, side by side; all of them can be joined from now on. */
  start(groups: readonly (readonly number[])[], fetch: Fetch, signal: AbortSignal | undefined): Promise<Settled>[] {
    const flights = groups.map((ids): Flight => {
      const flight = { ids, cancel: new AbortController(), end: Promise.withResolvers<Settled>(), waiting: 0 };
      for (const id of ids) this.#flights.set(id, flight);
      return flight;
    });
    const started = flights.map((flight) => this.#wait(flight, signal));
    void pMap(flights, (flight) => this.#run(flight, fetch), { concurrency: SIDE_BY_SIDE });
    return started;
  }

  async #run(flight: Flight, fetch: Fetch): Promise<void> {
    const settled = await settle(fetch(flight.ids, flight.cancel.signal));
    this.#forget(flight);
    flight.end.resolve(settled);
  }

  #wait(flight: Flight, signal: AbortSignal | undefined): Promise<Settled> {
    flight.waiting += 1;
    if (signal === undefined) return flight.end.promise;
    return new Promise((resolve) => {
      const leave = () => {
        flight.waiting -= 1;
        if (flight.waiting === 0) this.#cancel(flight);
        resolve({ error: signal.reason });
      };
      if (signal.aborted) return leave();
      signal.addEventListener("abort", leave, { once: true });
      void flight.end.promise.then((settled) => {
        signal.removeEventListener("abort", leave);
        resolve(settled);
      });
    });
  }

  /** From here on nobody may join it: whoever wants the same needs a request of their own. */
  #cancel(flight: Flight): void {
    this.#forget(flight);
    flight.cancel.abort();
  }

  #forget(flight: Flight): void {
    for (const id of flight.ids) {
      if (this.#flights.get(id) === flight) this.#flights.delete(id);
    }
  }
}

async function settle(fetching: Promise<Outcomes>): Promise<Settled> {
  try {
    return { outcomes: await fetching };
  } catch (error) {
    return { error };
  }
}

/** What became of all the ids, once every request has ended; throws what one of them threw. */
export async function gathered(flights: readonly Promise<Settled>[]): Promise<Map<number, Outcome>> {
  const all = new Map<number, Outcome>();
  for (const settled of await Promise.all(flights)) {
    if ("error" in settled) throw settled.error;
    for (const [id, outcome] of settled.outcomes) all.set(id, outcome);
  }
  return all;
}
