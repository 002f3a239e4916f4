import type { ProblemPosition, StoreReader } from "@testio/store";

/** A problem position as it is shown: with what its ids stand for. */
export interface PositionView {
  eventId: number;
  productId: number;
  productTitle: string | null;
  position: number;
  pageSize: number;
  attempts: number;
  mode: string;
  firstSeenAt: Date;
  lastSeenAt: Date;
  /** The nearest tests that could be read, above and below in the list; null at an end of it. */
  before: Neighbour | null;
  after: Neighbour | null;
  mappedTests: { id: number; stored: boolean }[];
}

interface Neighbour {
  id: number;
  endAt: Date | null;
}

/** All problem positions, or those of one product, in the order of the lists they are in. */
export async function readPositions(store: StoreReader, productId?: number): Promise<PositionView[]> {
  const positions = await store.listProblemPositions(productId);
  const productIds = [...new Set(positions.map((position) => position.productId))];
  const [products, stamps] = await Promise.all([
    Promise.all(productIds.map((id) => store.getProduct(id))),
    store.testStamps([...new Set(positions.flatMap(({ mappedTestIds }) => mappedTestIds))]),
  ]);
  const titles = new Map(products.flatMap((product) => (product === null ? [] : [[product.id, product.title]])));
  const stored = new Set(stamps.map(({ id }) => id));
  return positions
    .map((position) => viewOf(position, titles.get(position.productId) ?? null, stored))
    .sort((a, b) => a.productId - b.productId || a.position - b.position);
}

function viewOf(position: ProblemPosition, productTitle: string | null, stored: ReadonlySet<number>): PositionView {
  const { id, productId, pageSize, attempts, mode, firstSeenAt, lastSeenAt } = position;
  return {
    eventId: id,
    productId,
    productTitle,
    position: position.position,
    pageSize,
    attempts,
    mode,
    firstSeenAt,
    lastSeenAt,
    before: neighbour(position.beforeId, position.beforeEndAt),
    after: neighbour(position.afterId, position.afterEndAt),
    mappedTests: position.mappedTestIds.map((testId) => ({ id: testId, stored: stored.has(testId) })),
  };
}

function neighbour(id: number | null, endAt: Date | null): Neighbour | null {
  return id === null ? null : { id, endAt };
}

/** Whether its tests are stored although its place in the list cannot be read. */
export function isReadById({ mappedTests }: Pick<PositionView, "mappedTests">): boolean {
  return mappedTests.length > 0 && mappedTests.every(({ stored }) => stored);
}
