/** A search expression cannot be understood. Its message names the place and what is allowed, for people. */
export class SearchSyntaxError extends Error {
  override readonly name = "SearchSyntaxError";
}
