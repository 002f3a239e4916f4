/** A report was not written to the file asked for. The message says which, why, and what to do. */
export class ReportTargetError extends Error {
  override readonly name = "ReportTargetError";
}
