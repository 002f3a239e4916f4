import { ApiError } from "./api-error.js";

/** The client cannot be made from these options. Names the option and never its value, which may be a misplaced token. */
export class ApiConfigurationError extends ApiError {
  override readonly name = "ApiConfigurationError";
  /** The option at fault. */
  readonly option: string;

  constructor(option: string, message: string) {
    super(message, { endpoint: "", status: null, transient: false });
    this.option = option;
  }
}
