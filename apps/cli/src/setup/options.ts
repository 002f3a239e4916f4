import { type Args, JSON_OPTION } from "../args/define-command.js";
import { listOption, textOption } from "../args/options.js";
import { PRODUCT } from "../args/value-source.js";
import { CLIENT_NAMES } from "../connect/clients.js";

/** The flags of `setup`: one for each question, and where the token is to be taken from. */
export const SETUP_OPTIONS = {
  subdomain: textOption("The first part of your address at TestIO, or the address of any page there"),
  "token-env": textOption("Take the API token from this environment variable"),
  "token-file": { ...textOption("Take the API token from this file"), completes: "file" },
  token: textOption("- takes the API token from standard input; on the command line itself it is refused"),
  "base-url": textOption("Root of the API, if it is not TestIO's own"),
  "customer-id": textOption("Keeps several customers apart in one database; 1 is right for one"),
  products: { ...listOption("Products to fetch: ids or names; all = all of them", "product-ids"), completes: PRODUCT },
  "refresh-interval": textOption("Seconds between background syncs of a running server; 0 = none"),
  check: { type: "boolean", default: true, description: "Ask TestIO whether it takes the token; --no-check = do not" },
  sync: { type: "boolean", description: "Fetch the data afterwards; --no-sync = do not, and do not ask" },
  connect: {
    ...listOption("Assistants to connect: claude-desktop, claude-code, cursor, vscode"),
    completes: CLIENT_NAMES,
  },
  yes: { type: "boolean", alias: "y", default: false, description: "Ask nothing: take what is given and what was set" },
  json: JSON_OPTION,
} as const;
export type SetupArgs = Args<typeof SETUP_OPTIONS>;
