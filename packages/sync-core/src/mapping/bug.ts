import { type ApiBug, createRedactor } from "@testio/api-client";
import type { BugWrite } from "@testio/store";
import { type RejectReasons, rejectionOf } from "./reject-reason.js";

/** What is needed to understand a bug besides the bug. */
interface BugContext {
  reasons: RejectReasons;
  /** The product of a test, for a bug that does not name its own; null when it is not known. */
  productOf: (testId: number) => number | null;
}

/** Stands in for a severity or status that is missing or no text. */
const UNKNOWN = "unknown";

/** A bug as it is stored; null when it names no test, or no product and nobody knows that of its test: it has no place then. */
export function toBugWrite(bug: ApiBug, { reasons, productOf }: BugContext): BugWrite | null {
  if (bug.testId === null) return null;
  const productId = bug.productId ?? productOf(bug.testId);
  if (productId === null) return null;
  const { record, text } = createRedactor(bug.raw);
  const rejection = rejectionOf(bug, reasons);
  return {
    id: bug.id,
    testId: bug.testId,
    productId,
    testFeatureId: bug.testFeatureId,
    title: text(bug.title),
    severity: bug.severity ?? UNKNOWN,
    status: bug.status ?? UNKNOWN,
    autoAccepted: bug.autoAccepted,
    known: bug.known,
    rejectionReason: rejection?.reason ?? null,
    reporter: text(bug.author),
    steps: text(joined(bug.steps, "\n")),
    expectedResult: text(bug.expectedResult),
    actualResult: text(bug.actualResult),
    comments: text(
      joined(
        bug.comments.map(({ body }) => body),
        "\n\n",
      ),
    ),
    reportedAt: bug.reportedAt,
    exportedAt: bug.exportedAt,
    rejectedAt: rejection?.at ?? null,
    devices: bug.devices,
    data: JSON.stringify(record),
  };
}

function joined(texts: readonly string[], separator: string): string | null {
  const present = texts.filter((text) => text.trim() !== "");
  return present.length === 0 ? null : present.join(separator);
}
