const NAMED = 5;

/** Tests whose bugs could not be fetched, and why in words. */
interface Failure {
  testIds: readonly number[];
  problem: { message: string };
}

/** The bugs of some tests of a product could not be fetched; those of its other tests were. */
export class BugsIncompleteError extends Error {
  override readonly name = "BugsIncompleteError";
  readonly testIds: readonly number[];

  /** @param asked how many tests they were wanted of */
  constructor(product: string, failures: readonly Failure[], asked: number) {
    const testIds = failures.flatMap((failure) => failure.testIds).sort((a, b) => a - b);
    const reasons = [...new Set(failures.map(({ problem }) => problem.message))];
    super(
      `${product}: the bugs of ${testIds.length} of ${asked} tests could not be fetched (${namesOf(testIds)}): ${reasons[0]}` +
        (reasons.length > 1 ? ` And ${reasons.length - 1} more reason(s).` : ""),
    );
    this.testIds = testIds;
  }
}

function namesOf(testIds: readonly number[]): string {
  const named = testIds.slice(0, NAMED).join(", ");
  return `test ${named}${testIds.length > NAMED ? ", …" : ""}`;
}
