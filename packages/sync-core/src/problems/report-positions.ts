import type { ProblemPosition } from "@testio/store";
import type { ListReading } from "../pass/pass.js";
import { readTestsById } from "../pass/read-by-id.js";

/** Positions named one by one in a result; of more, only how many. */
const NAMED = 3;

/**
 * Ends a product's pass with what could not be read of its list. A position whose tests somebody has named is not missing
 * when each of those could be read by its id.
 */
export async function recordUnsettled(reading: ListReading): Promise<void> {
  const { run, product, problems } = reading;
  await problems.reload();
  if (problems.open.length === 0) return;
  const mapped = [...new Set(problems.open.flatMap(({ mappedTestIds }) => mappedTestIds))];
  const unread = mapped.filter((id) => !reading.read.has(id));
  if (unread.length > 0) await readTestsById(reading, unread);
  const missing = problems.open.filter(
    ({ mappedTestIds }) => mappedTestIds.length === 0 || mappedTestIds.some((id) => !reading.read.has(id)),
  );
  run.problemPositions += missing.length;
  for (const position of missing.slice(0, NAMED)) {
    run.errors.push({
      phase: "NEW_TESTS",
      productId: product.id,
      kind: "UnreadablePosition",
      message: `${product.title}: TestIO cannot answer the test at position ${position.position} of its list${between(position)}. All others were stored; each sync tries it again.`,
    });
  }
  if (missing.length > NAMED) {
    run.errors.push({
      phase: "NEW_TESTS",
      productId: product.id,
      kind: "UnreadablePosition",
      message: `${product.title}: ${missing.length - NAMED} more positions of its list could not be read.`,
    });
  }
}

function between({ beforeId, afterId }: ProblemPosition): string {
  if (beforeId !== null && afterId !== null) return `, between tests ${beforeId} and ${afterId}`;
  if (beforeId !== null) return `, after test ${beforeId}`;
  return afterId === null ? "" : `, before test ${afterId}`;
}
