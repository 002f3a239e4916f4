/** A report was not written: where to is not allowed, or it did not work. Nothing was changed on disk. */
export class ReportFileError extends Error {
  override readonly name = "ReportFileError";
  /** The path as it was asked for. */
  readonly path: string;

  constructor(path: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.path = path;
  }
}
