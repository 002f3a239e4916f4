import { suggestion } from "../args/suggestion.js";
import { UsageError } from "../usage-error.js";
import { CLIENT_NAMES, CLIENTS, type ClientName } from "./clients.js";

/**
 * The client that somebody means: by its name here, or as it calls itself.
 *
 * @throws UsageError naming those there are.
 */
export function clientNamed(text: string): ClientName {
  const wanted = spelled(text);
  const found = CLIENT_NAMES.find((name) => spelled(name) === wanted || spelled(CLIENTS[name].title) === wanted);
  if (found !== undefined) return found;
  throw new UsageError(
    `There is no client ${JSON.stringify(text)}.${suggestion(text.toLowerCase(), CLIENT_NAMES)} Clients are ${CLIENT_NAMES.join(", ")}.`,
  );
}

function spelled(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_-]/g, "");
}
