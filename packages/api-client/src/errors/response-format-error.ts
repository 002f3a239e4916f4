import { ApiError } from "./api-error.js";

/** What is wrong with an answer that arrived. Only `truncated` can pass. */
export type ApiFormatProblem = "truncated" | "html" | "not-json" | "envelope" | "record" | "redirect" | "status";

const EXPLANATIONS: Readonly<Record<ApiFormatProblem, string>> = {
  truncated: "the answer ends in the middle. Try again later",
  html: "the answer is a web page, not JSON. Check the base URL, and whether a proxy or login page stands in between",
  "not-json": "the answer is not JSON. Check the base URL, and whether a proxy stands in between",
  envelope: "the answer does not have the expected form. Check that the base URL is that of the Customer API v2",
  record: "the record has no usable id. The API may have changed; check for a newer version of this package",
  redirect:
    "the answer is a redirect, which is not followed, to keep the token here. Check host and https in the base URL",
  status: "the answer has an unexpected status. Check the base URL, and whether a proxy stands in between",
};

/** An answer came, but not one of the Customer API's. */
export class ApiResponseFormatError extends ApiError {
  override readonly name = "ApiResponseFormatError";
  readonly problem: ApiFormatProblem;

  constructor(endpoint: string, status: number, problem: ApiFormatProblem) {
    super(`${endpoint} (${status}) cannot be read: ${EXPLANATIONS[problem]}.`, {
      endpoint,
      status,
      transient: problem === "truncated",
    });
    this.problem = problem;
  }
}
