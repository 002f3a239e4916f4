import type { ProblemPosition, Store, StoreWriter } from "@testio/store";
import type { Run } from "../run/run.js";
import { reconcile } from "./reconcile.js";
import { isTest, type Mark, type Region } from "./region.js";

/** Keeps the problem positions of one product in step with what a run reads of its list. */
export class ProblemTracker {
  readonly #productId: number;
  readonly #store: Pick<Store, "listProblemPositions">;
  readonly #mode: Run["mode"];
  readonly #now: () => Date;
  #open: ProblemPosition[] = [];
  /** Those this run has come upon already: it counts as one attempt however often it reads them. */
  readonly #tried = new Set<number>();

  /** It knows no positions until {@link reload}. */
  constructor(productId: number, { store, mode, now }: Pick<Run, "store" | "mode" | "now">) {
    this.#productId = productId;
    this.#store = store;
    this.#mode = mode;
    this.#now = now;
  }

  /** People may map and clear positions while a sync runs. */
  async reload(): Promise<void> {
    this.#open = await this.#store.listProblemPositions(this.#productId);
  }

  /** Positions that cannot be read, as far as is known. */
  get open(): readonly ProblemPosition[] {
    return this.#open;
  }

  /** Those of them that this run has not come upon. */
  get untried(): ProblemPosition[] {
    return this.#open.filter(({ id }) => !this.#tried.has(id));
  }

  /** Whether a stretch that was just read may say something new about a position. */
  isAffectedBy({ entries }: Pick<Region, "entries">): boolean {
    if (this.#open.some(({ afterId, id }) => afterId === null && this.#tried.has(id))) return true;
    const neighbours = new Set(this.#open.flatMap(({ beforeId, afterId }) => [beforeId, afterId]));
    return entries.some((entry) => !isTest(entry) || neighbours.has(entry.id));
  }

  /** Records what a stretch of the list, read just now, says about the positions. */
  async record(tx: StoreWriter, region: Region): Promise<void> {
    // Within the transaction, when nobody else can write.
    await this.reload();
    const { settled, continued, fresh } = reconcile(this.#open, region);
    const settledIds = settled.map(({ id }) => id);
    if (settledIds.length > 0) await tx.deleteProblemPositions(settledIds);
    const changed = new Map(continued.map(({ position, mark }) => [position.id, this.#update(position, mark, region)]));
    for (const position of changed.values()) await tx.updateProblemPosition(position);
    const added: ProblemPosition[] = [];
    for (const mark of fresh) {
      const position = this.#positionOf(mark);
      added.push({ ...position, id: await tx.addProblemPosition(position) });
    }
    this.#open = [
      ...this.#open
        .filter(({ id }) => !settledIds.includes(id))
        .map((position) => changed.get(position.id) ?? position),
      ...added,
    ];
    for (const { id } of [...changed.values(), ...added]) this.#tried.add(id);
  }

  #update(position: ProblemPosition, mark: Mark, { fromTop, toEnd }: Region): ProblemPosition {
    const attempts = position.attempts + (this.#tried.has(position.id) ? 0 : 1);
    const { id, firstSeenAt, mappedTestIds, beforeId, beforeEndAt, afterId, afterEndAt } = position;
    return {
      ...this.#positionOf(mark),
      // Where the stretch ends at the record, it says nothing of the neighbour beyond.
      ...(mark.before === null && !fromTop && { beforeId, beforeEndAt }),
      ...(mark.after === null && !toEnd && { afterId, afterEndAt }),
      id,
      attempts,
      firstSeenAt,
      mappedTestIds,
    };
  }

  #positionOf({ position, before, after }: Mark): Omit<ProblemPosition, "id"> {
    const now = this.#now();
    return {
      productId: this.#productId,
      position,
      pageSize: 1,
      beforeId: before?.id ?? null,
      beforeEndAt: before?.endAt ?? null,
      afterId: after?.id ?? null,
      afterEndAt: after?.endAt ?? null,
      attempts: 1,
      mode: this.#mode,
      mappedTestIds: [],
      firstSeenAt: now,
      lastSeenAt: now,
    };
  }
}
