/** The TestIO API was to be asked, but no token is set. */
export class MissingTokenError extends Error {
  override readonly name = "MissingTokenError";

  constructor() {
    super(
      "No TestIO API token is set. Run testio-mcp setup, put the line TESTIO_CUSTOMER_API_TOKEN=<your token> into " +
        "~/.testio-mcp.env, set that environment variable, or name a file that holds it with --env-file.",
    );
  }
}
